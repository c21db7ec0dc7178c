"""The days of a cohort, and who was first at what."""

from __future__ import annotations

from heldout.board.pages import timeline
from tests.board.pages.document import Document
from tests.board.sample import hostile_board, sample_board

BOARD = sample_board()


def test_first_solves_are_in_the_order_in_which_they_came():
    """A line each, with the task and who it was."""
    text = timeline.render(BOARD).partition('class="firsts"')[2]
    firsts = sorted((each.first.at, each.task.title) for each in BOARD.statistics if each.first)
    places = [text.index(f"<bdi>{title}</bdi>") for _, title in firsts]
    assert len(places) == 5
    assert places == sorted(places)


def test_the_days_are_a_drawing_and_a_table():
    """The same figures for eyes and for ears."""
    page = Document(timeline.render(BOARD))
    table = [text for text in page.said("th") if text.endswith("Mar 2026")]
    assert len(table) == len(BOARD.days)
    bars = [each for each in page.of("rect") if each["class"] == "soft"]
    assert len(bars) == len(BOARD.days)
    assert {"opens", "closes"} <= set(page.said("text"))


def test_a_cohort_without_a_day_says_so():
    """Before the first solution."""
    assert "Nothing was handed in yet." in timeline.render(hostile_board())
