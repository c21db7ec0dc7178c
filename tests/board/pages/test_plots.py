"""Drawings: where the steps and bars are, and what is said to who cannot see them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from heldout.board.model import Day, Step
from heldout.board.pages import plots
from tests.board.pages.document import Document

START = datetime(2026, 3, 1, tzinfo=UTC)
END = START + timedelta(days=10)


def test_a_bar_is_as_long_as_its_share():
    """And hidden from who is told the figure beside it."""
    assert 'class="full" width="37%"' in plots.bar(0.37)
    assert 'aria-hidden="true"' in plots.bar(0.37)


def test_a_sparkline_goes_up_by_steps():
    """Half of the points at half of the time is the middle of the picture."""
    line = plots.sparkline([Step(START + timedelta(days=5), 50)], START, END, 100)
    assert 'd="M-9 23H48V12H105V32H-9"' in line
    assert "<title>50 points since 6 Mar 2026</title>" in line


def test_a_thousand_steps_are_no_longer_than_the_picture_is_wide():
    """Of those in one column only the last is drawn."""
    steps = [Step(START + timedelta(minutes=14 * n), n) for n in range(1000)]
    assert plots.sparkline(steps, START, END, 999).count("H") <= 98
    assert "V1H" in plots.sparkline(steps, START, END, 999)


def test_steps_outside_of_the_time_or_the_height_stay_in_the_picture():
    """Late work and a zero total break nothing."""
    steps = [Step(START - timedelta(days=1), 5), Step(END + timedelta(days=9), 500)]
    for drawing in (
        plots.sparkline(steps, START, END, 100),
        plots.sparkline(steps, START, START, 0),
        plots.progress(steps, None, None, 0),
    ):
        assert Document(drawing).mistakes == []
        columns = [int(x) for x in re.findall(r"H(-?\d+)V", drawing)]
        assert all(0 <= x <= 1009 for x in columns)
        assert all(int(y) >= 0 for y in re.findall(r"V(-?\d+)", drawing))


def test_without_steps_there_is_no_drawing():
    """An empty history is told in words by the page."""
    assert plots.sparkline([], START, END, 100) == ""
    assert plots.progress([], START, END, 100) == ""


def test_progress_marks_the_closing_only_if_something_came_later():
    """Else the right edge is the closing."""
    early, late = Step(START, 10), Step(END + timedelta(days=2), 20)
    assert "closes" not in plots.progress([early], START, END, 100)
    assert "closes" in plots.progress([early, late], START, END, 100)


def test_a_histogram_labels_its_counts():
    """The highest bar has the full height, and an empty bin no bar."""
    drawing = plots.histogram([4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
    heights = [each["height"] for each in Document(drawing).of("rect")]
    assert heights == ["150.0", "75.0"]
    assert "6 best works: 2 have all of them" in drawing


def test_days_have_their_place_between_opening_and_closing():
    """A day on which nothing came leaves a gap."""
    days = [
        Day(date=date(2026, 3, 2), attempts=4, passed=1, candidates=2),
        Day(date=date(2026, 3, 4), attempts=2, passed=2, candidates=1),
    ]
    drawing = plots.days(days, START, END - timedelta(minutes=1))
    bars = Document(drawing).of("rect")
    assert [each["x"] for each in bars] == ["11.20%", "11.20%", "31.20%", "31.20%"]
    assert [each["height"] for each in bars] == ["150.0", "37.5", "75.0", "75.0"]
    assert ">opens</text>" in drawing
    assert ">closes</text>" in drawing
    assert "6 attempts and 3 passes on 2 days" in drawing
