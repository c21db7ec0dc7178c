"""The README beside the site: standings that GitHub shows, of names that do nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import msgspec
import pytest
from markdown_it import MarkdownIt

from heldout.board import digest
from heldout.board.model import Board
from tests.board.sample import hostile_board, sample_board
from tests.github.conftest import HOSTILE
from tests.report.test_markdown import ACTIVE

BASE = "https://example.org/board/"
#: As GitHub reads it, with HTML let through and addresses not made links of by themselves.
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class Page(HTMLParser):
    """The elements, the links, the rows and the text of a rendered page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.links: list[str] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(RENDERER.render(source))
        self.close()

    def handle_starttag(self, tag, attrs):
        """Keep the element; begin a row or a cell."""
        self.elements.add(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")
            assert len(attrs) == 1
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        """Keep the text, by cell too."""
        self.text += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n")


def called(*names: str) -> Board:
    """A board whose first candidates have these names."""
    board = sample_board(len(names), 2)
    standings = tuple(
        msgspec.structs.replace(
            standing, candidate=msgspec.structs.replace(standing.candidate, name=name)
        )
        for standing, name in zip(board.standings, names, strict=True)
    )
    return msgspec.structs.replace(board, standings=standings)


def test_the_first_fifty_are_in_a_table():
    """With medals for three ranks; of the others their number."""
    board = sample_board(60, 3)
    page = Page(digest.render(board))
    header, *rows = page.rows
    assert header == ["", "candidate", "points", "passed", "attempts", "speed"]
    assert [row[1] for row in rows] == [each.candidate.name for each in board.standings[:50]]
    assert [row[0] for row in rows[:4]] == ["🥇 1", "🥈 2", "🥉 3", "4"]
    assert "and 10 more, in standings.csv" in page.text


def test_a_shared_rank_has_a_shared_medal():
    """And who has no points has none, on the first day."""
    first, second, third = sample_board(3, 2).standings
    tied = (first, msgspec.structs.replace(second, rank=1), msgspec.structs.replace(third, rank=3))
    rows = Page(digest.render(msgspec.structs.replace(sample_board(3, 2), standings=tied))).rows
    assert [row[0] for row in rows[1:]] == ["🥇 1", "🥇 1", "🥉 3"]
    none = tuple(msgspec.structs.replace(each, points=0.0, rank=1) for each in tied)
    rows = Page(digest.render(msgspec.structs.replace(sample_board(3, 2), standings=none))).rows
    assert [row[0] for row in rows[1:]] == ["1", "1", "1"]


def test_links_are_there_only_where_the_site_is_known():
    """To the site, to its files, and to each candidate's page."""
    board = sample_board(60, 3)
    assert Page(digest.render(board)).links == []
    links = Page(digest.render(board, BASE)).links
    assert links == [
        BASE,
        *(f"{BASE}candidates/{each.candidate.id}.html" for each in board.standings[:50]),
        f"{BASE}standings.csv",
    ]


def test_it_says_how_ties_break_and_what_late_work_is_worth():
    """Whoever is second by a hair asks."""
    text = Page(digest.render(sample_board(3, 2))).text
    assert "How ties break" in text
    assert text.index("More points") < text.index("speed ratio") < text.index("earlier")
    assert "Late work: 10 % less for every day" in text


@pytest.mark.parametrize("base", [None, BASE])
def test_names_stay_names(base):
    """No element, link, mention or cell is made of them."""
    names = (*HOSTILE, "[x](javascript:alert(1))", "| 1 | 2 |", "a\n\n# b", "www.example.org", "")
    board = msgspec.structs.replace(called(*names), title="@all #1 <b>`x`</b>", late_policy="@a|b")
    page = Page(digest.render(board, base))
    assert page.elements - {"a"} == {
        *("h1", "h2", "p", "table", "thead", "tbody", "tr"),
        "th",
        "td",
    }
    assert {len(row) for row in page.rows} == {6}
    assert len(page.rows) == 1 + len(names)
    assert not ACTIVE.search(page.text)
    assert all(link.startswith(BASE) for link in page.links)


def test_a_hostile_board_and_an_empty_one_can_be_written():
    """The first has no dates, the second nobody."""
    assert {len(row) for row in Page(digest.render(hostile_board())).rows} == {6}
    text = Page(digest.render(sample_board(0, 0))).text
    assert "Nobody has handed in anything yet." in text
    assert "0 candidates, 0 tasks." in text
