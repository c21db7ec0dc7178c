"""rows: receipts for a database, and times that come back as they went."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from heldout.board.rows import Rows, microseconds, moment
from heldout.report import Verdict
from tests.board.receipts import START, case, graded


@pytest.mark.parametrize(
    "time",
    [
        START,
        datetime(1, 1, 2, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, 0, 1, tzinfo=UTC),
        datetime(9999, 12, 30, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Pacific/Apia"])
def test_a_time_comes_back_to_the_microsecond(time, zone):
    """In any zone, before 1970, and in the hour that a clock goes through twice."""
    back = moment(microseconds(time), ZoneInfo(zone))
    assert back.astimezone(UTC) == time
    assert microseconds(back) == microseconds(time)


def test_what_came_of_the_tests_is_a_letter_each_and_their_layout_is_kept_once():
    """Two receipts of one suite share it."""
    rows = Rows()
    cases = (case("a", Verdict.PASSED), case("b", Verdict.TIMEOUT), case("c", Verdict.UNDECIDED))
    first = rows.of("1.ndjson", graded(1, 4, cases=cases))
    second = rows.of("2.ndjson", graded(2, 4, cases=cases[::-1][::-1]))
    assert first.outcomes == "pfu"
    assert first.layout == second.layout
    assert [each.name for each in rows.layouts()] == ["a", "b", "c"]


def test_another_title_is_another_layout():
    """A suite that was reworded says what it said then."""
    rows = Rows()
    first = rows.of("1.ndjson", graded(1, 4, cases=(case("a", Verdict.PASSED),)))
    other = rows.of(
        "1.ndjson", graded(1, 4, cases=(case("a", Verdict.PASSED, group="edge cases"),))
    )
    assert first.layout != other.layout
