"""A board -> `README.md` beside the site: the standings where GitHub shows a branch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from heldout.board import address
from heldout.board.model import MOST_NAME, Board, Candidate, Standing
from heldout.board.pages import figures
from heldout.report.markdown import escape

#: A README is read from its top; the pages and the files have everybody.
MOST_ROWS = 50
_MOST_TITLE = 200
_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}

_TIES = """
More points come first. Where points are equal, the lower speed ratio does (processor time over the
reference's, the geometric mean of the passed tasks that have one; none at all comes last), then
whoever reached the points earlier. Candidates that nothing tells apart share a rank, and the next
rank is as much higher.
"""


def render(board: Board, base: str | None = None) -> str:
    """Write the file. `base` is the site's address as `address.base` returns it."""
    return "".join(_pieces(board, base))


def _pieces(board: Board, base: str | None) -> Iterator[str]:
    title = escape(board.title, _MOST_TITLE)
    yield f"# {title}\n\n{' '.join(_facts(board))}\n"
    if base is not None:
        yield f"\n[All pages]({base}): every candidate, every task, the days and the teams.\n"
    yield "\n## Standings\n\n"
    if not board.standings:
        yield "Nobody has handed in anything yet.\n"
        return
    yield "| | candidate | points | passed | attempts | speed |\n|--:|---|--:|--:|--:|--:|\n"
    for standing in board.standings[:MOST_ROWS]:
        yield _row(standing, base)
    left = len(board.standings) - MOST_ROWS
    if left > 0:
        everybody = "`standings.csv`" if base is None else f"[standings.csv]({base}standings.csv)"
        yield f"\n... and {left:,} more, in {everybody}.\n"
    yield f"\n## How ties break\n{_TIES}"
    if board.late_policy:
        yield f"\nLate work: {escape(board.late_policy)}.\n"


def _facts(board: Board) -> Iterator[str]:
    yield f"{_count(len(board.standings), 'candidate')}, {_count(len(board.tasks), 'task')}."
    if board.opens is not None:
        yield f"Opens {_time(board.opens)}."
    if board.closes is not None:
        yield f"Closes {_time(board.closes)}."
    if board.as_of is not None:
        yield f"As of {_time(board.as_of)}."


def _row(standing: Standing, base: str | None) -> str:
    medal = _MEDALS.get(standing.rank) if standing.points else None
    place = f"{medal} {standing.rank}" if medal else f"{standing.rank:,}"
    cells = (
        place,
        _name(standing.candidate, base),
        figures.number(standing.points),
        f"{standing.passed:,}",
        f"{standing.attempts:,}",
        figures.speed(standing.speed_ratio),
    )
    return f"| {' | '.join(cells)} |\n"


def _name(candidate: Candidate, base: str | None) -> str:
    name = escape(candidate.name, MOST_NAME) or "?"
    return name if base is None else f"[{name}]({address.candidate_page(base, candidate)})"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
