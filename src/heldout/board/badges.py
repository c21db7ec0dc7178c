"""A standing or a score -> a badge for a profile's README: a small SVG that asks for nothing.

Two parts on a line, 20 px high: what it is about, and how it stands. A badge is shown as an image,
so it has no script, no style sheet, no font of its own and no id; its `<title>` says who it is.
"""

from __future__ import annotations

import unicodedata

from markupsafe import escape

from heldout.board.model import Board, Score, Standing
from heldout.board.pages import figures
from heldout.report import Verdict
from heldout.report.text import printable

#: Pixels.
_MARGIN = 6
_MOST_LABEL = 170
_MOST_VALUE = 130

#: White writing on any of them has a contrast of more than 4.5 to 1, as WCAG's level AA asks.
_GREY, _BLUE, _GREEN, _GOLD, _RED = "#4a4f57", "#1f5fa8", "#24692b", "#7a5600", "#a13322"
_MEDALS = 3
#: Anything else was not solved; these two say nothing of the work.
_COLOURS: dict[str, str] = {
    Verdict.PASSED: _GREEN,
    Verdict.UNDECIDED: _BLUE,
    Verdict.JUDGE_ERROR: _BLUE,
}

#: Advances of DejaVu Sans at 11 px, which has Verdana's proportions.
_ADVANCES = {
    3.1: "'ijl",
    3.2: "IJ",
    3.5: " ,.·\u2019",
    3.7: "/:;\\|",
    3.9: "f",
    4.1: "-()[]",
    4.3: "t!",
    4.5: "r",
    5.1: '"',
    5.5: "*_`°\u2013",
    5.8: "sz?“”",
    6.0: "cL",
    6.4: "Fk",
    6.6: "vxyPTY",
    6.8: "aeo",
    7.0: "$0123456789ESbdghnpqu{}",
    7.5: "ABKRVXZ",
    7.7: "C",
    8.2: "UNH",
    8.6: "DGOQ&",
    9.0: "w",
    9.2: "#+<=>^~\u00d7",
    9.5: "M",
    10.6: "%m",
    11.0: "W@…—",
}
_WIDE = 11.0
#: Of letters in other alphabets, on average.
_OTHER = 7.6


class _Widths(dict[str, float]):
    """The width of each character; what is not in the table is estimated once."""

    def __missing__(self, character: str) -> float:
        width = self[character] = self._estimate(character)
        return width

    def _estimate(self, character: str) -> float:
        if unicodedata.category(character) in ("Mn", "Me"):
            return 0.0
        if unicodedata.east_asian_width(character) in "WF":
            return _WIDE
        base = unicodedata.normalize("NFKD", character)[0]
        return _OTHER if base == character else self[base]


_widths = _Widths({c: advance for advance, characters in _ADVANCES.items() for c in characters})


def rank(standing: Standing, board: Board) -> str:
    """Draw a candidate's place among all of the board."""
    colour = _GOLD if standing.rank <= _MEDALS else _BLUE
    value = f"rank {standing.rank:,} of {len(board.standings):,}"
    return _draw(board.title, value, colour, f"{standing.candidate.name}, ")


def points(standing: Standing, board: Board) -> str:
    """Draw a candidate's points, of those that full marks in everything bring."""
    value = f"{figures.number(standing.points)} of {figures.number(board.worth)} points"
    return _draw(board.title, value, _BLUE, f"{standing.candidate.name}, ")


def passed(score: Score) -> str:
    """Draw what came of the best work at one task."""
    colour = _COLOURS.get(score.verdict, _RED)
    return _draw(score.task.title, score.verdict, colour, "")


def width(text: str) -> float:
    """Estimate how many pixels wide a text is, at 11 px in a face with Verdana's proportions."""
    return sum(map(_widths.__getitem__, text))


def _cut(text: str, most: float) -> str:
    """Shorten a text to so many pixels; a mark over a letter has no width, and stays with it."""
    if width(text) <= most:
        return text
    room = most - _widths["…"]
    for place, character in enumerate(text):
        room -= _widths[character]
        if room < 0:
            return f"{text[:place].rstrip()}…"
    return text


def _draw(label: str, value: str, colour: str, who: str) -> str:
    whole = printable(label)
    left, right = _cut(whole, _MOST_LABEL), _cut(printable(value), _MOST_VALUE)
    # Whole pixels, since an edge between two of them is blurred.
    wide, narrow = round(width(left)) or 1, round(width(right)) or 1
    split = wide + 2 * _MARGIN
    end = split + narrow + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{end}" height="20" role="img">'
        f"<title>{escape(printable(who))}{escape(whole)}: {escape(right)}</title>"
        f'<path fill="{_GREY}" d="M3 0H{split}V20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"/>'
        f'<path fill="{colour}" d="M{split} 0H{end - 3}a3 3 0 0 1 3 3V17a3 3 0 0 1-3 3H{split}z"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">'
        f'<text x="{_MARGIN}" y="14" textLength="{wide}">{escape(left)}</text>'
        f'<text x="{split + _MARGIN}" y="14" textLength="{narrow}">{escape(right)}</text></g></svg>'
    )
