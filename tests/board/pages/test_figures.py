"""Numbers and times as they are read."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from heldout.board.pages import figures, standings
from tests.board.sample import sample_board


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (100.0, "100"), (82.3, "82.3"), (9.951, "9.95"), (1234.5, "1,234.5"), (10, "10")],
)
def test_points_have_no_digit_that_says_nothing(value, text):
    """Two digits after the point at most, and zeros before it stay."""
    assert figures.number(value) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0 %"), (0.0001, "1 %"), (0.5, "50 %"), (0.9999, "99 %"), (1, "100 %")]
)
def test_only_all_is_a_hundred_percent_and_only_nothing_is_zero(share, text):
    """A candidate one point short does not see 100 %."""
    assert figures.percent(share) == text


def test_speed_has_one_digit_and_none_is_a_dash():
    """Not measured is not fast."""
    assert figures.speed(1.26) == "1.3 \u00d7"
    assert figures.speed(None) == "\u2013"


AT = datetime(2026, 1, 31, 23, 5, 59, tzinfo=UTC)
CAIRO = msgspec.structs.replace(sample_board(), time_zone="Africa/Cairo")


def test_times_are_in_the_zone_of_the_board():
    """The element keeps the offset, so a program reads the same moment."""
    written = figures.clock(CAIRO)(AT)
    assert written == '<time datetime="2026-02-01T01:05:59+02:00">1 Feb 2026, 01:05</time>'
    assert "Times are in <bdi>Africa/Cairo</bdi>" in standings.render(CAIRO)


def test_times_of_pseudonyms_are_days():
    """A minute would tell which pull request it was."""
    hidden = msgspec.structs.replace(CAIRO, is_pseudonymous=True)
    assert figures.clock(hidden)(AT) == '<time datetime="2026-02-01">1 Feb 2026</time>'
