"""setting: time split up by what work counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.board.rows import microseconds
from heldout.board.setting import Setting, windows
from heldout.catalogue import cohort
from tests.board.receipts import START

POLICIES = {
    "closed": "",
    "none": '[late]\npolicy = "none"\n',
    "penalty": '[late]\npolicy = "penalty"\nper_day = 0.3\n',
    "until": '[late]\npolicy = "penalty"\nper_day = 0.01\nuntil = 2026-10-03T05:00:00Z\n',
}


@pytest.fixture(scope="module", params=POLICIES)
def rules(request, tmp_path_factory) -> cohort.Cohort:
    """A cohort of each policy."""
    path: Path = tmp_path_factory.mktemp("cohorts") / "test.toml"
    path.write_text(
        'title = "T"\nopens = 2026-09-01T00:00:00Z\ncloses = 2026-10-01T00:00:00Z\n'
        + POLICIES[request.param]
    )
    return cohort.load(path)


def test_windows_say_what_the_cohort_says_at_every_moment(rules):
    """To the microsecond, around each of their edges, and at any time besides."""
    found = windows(rules, datetime(2027, 1, 1, tzinfo=UTC))

    @given(st.datetimes(datetime(2026, 8, 1), datetime(2026, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
    def agree(time: datetime) -> None:
        us = microseconds(time)
        (window,) = [each for each in found if each.from_us <= us < each.until_us]
        assert window.factor == rules.late_factor(time)
        assert bool(window.reason) == (window.factor == 0)

    agree()
    for each in found[1:]:
        edge = START + timedelta(microseconds=each.from_us - microseconds(START))
        assert rules.late_factor(edge) == each.factor


def test_without_a_cohort_everything_counts_at_any_time():
    """One window is enough."""
    (window,) = windows(None, START)
    assert (window.factor, window.reason) == (1.0, "")


def test_a_time_with_pseudonyms_is_the_day_where_the_cohort_is(tmp_path):
    """Half past midnight in Berlin is of that day, though London is a day behind."""
    path = tmp_path / "test.toml"
    path.write_text(
        'title = "T"\nopens = 2026-09-01T00:00:00Z\ncloses = 2026-10-01T00:00:00Z\n'
        'time_zone = "Europe/Berlin"\n'
    )
    setting = Setting(now=START, cohort=cohort.load(path), pseudonym_key=b"k" * 32)
    time = datetime(2026, 9, 4, 22, 30, tzinfo=UTC)
    assert setting.clock()(microseconds(time)).isoformat() == "2026-09-05T00:00:00+02:00"
