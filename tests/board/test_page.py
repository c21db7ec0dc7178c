"""The standings page: ranks, and nothing a name could do to it."""

from __future__ import annotations

from datetime import UTC, datetime
from html.parser import HTMLParser

from heldout.board import page
from heldout.board.page import Entry, Section
from heldout.report import CaseResult, Report, Verdict

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def entry(name: str, points: float, ratio: float | None = None) -> Entry:
    """Somebody's result."""
    case = CaseResult(
        name="test_x",
        title="X.",
        group="correctness",
        verdict=Verdict.PASSED,
        points=points,
        max_points=5.0,
        wall_s=0.1,
    )
    report = Report(
        slug="x",
        kind="challenge",
        verdict=Verdict.PASSED,
        reason="",
        points=points,
        max_points=5.0,
        speed_ratio=ratio,
        cases=(case,),
    )
    return Entry(name=name, report=report)


def test_most_points_come_first_then_the_faster():
    """Who was not measured is behind who was."""
    rows = page.rank([entry("c", 3), entry("a", 5, 2.0), entry("b", 5, 1.0), entry("d", 3, 9.0)])
    assert [(row.rank, row.entry.name) for row in rows] == [(1, "b"), (2, "a"), (3, "d"), (4, "c")]


def test_equals_share_a_rank_and_the_next_is_skipped():
    """As in any competition."""
    rows = page.rank([entry("a", 5, 1.0), entry("b", 5, 1.0), entry("c", 1)])
    assert [row.rank for row in rows] == [1, 1, 3]


class Tags(HTMLParser):
    """Collects the tags and texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)

    def handle_data(self, data):
        self.texts.append(data)


def test_a_hostile_name_is_text():
    """Markup in a name makes no element."""
    name = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    html = page.render([Section(slug="x", title=name, entries=(entry(name, 1),))], NOON)
    tags = Tags()
    tags.feed(html)
    assert "script" not in tags.tags
    assert "img" not in tags.tags
    assert name in tags.texts


def test_the_same_results_make_the_same_bytes():
    """Pure: results and clock in, page out."""
    sections = [Section(slug="x", title="X", entries=(entry("a", 1), entry("b", 2)))]
    assert page.render(sections, NOON) == page.render(sections, NOON)


def test_a_challenge_that_nobody_tried_has_an_empty_table():
    """No entries is no error."""
    assert "<tbody>" in page.render([Section(slug="x", title="X", entries=())], NOON)
