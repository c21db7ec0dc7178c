"""statistics: how the cohort fares with each task."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from heldout.board import standings, statistics, store
from heldout.board.model import Statistics
from heldout.board.setting import KnownTask, Setting
from heldout.ledger.receipt import Receipt
from heldout.report import Verdict
from tests.board.receipts import START, case, graded, record, sha

NOW = START + timedelta(days=100)


@pytest.fixture
def opened(tmp_path: Path):
    """A store that is closed in the end."""
    with store.opened(tmp_path / "cache.duckdb") as opened:
        yield opened


@pytest.fixture
def of(tmp_path: Path, opened):
    """Read the statistics of the only task, or of several by their key."""

    def read(*receipts: Receipt, **given: object) -> dict[str, Statistics]:
        opened.refresh(record(tmp_path / "receipts", receipts))
        setting = Setting(now=NOW, **given)
        tasks = standings.prepare(opened, setting)
        found = standings.read(opened.connection, tasks, setting)
        people = dict(zip(found.user_ids, (row.candidate for row in found.rows), strict=True))
        read = statistics.of_tasks(opened.connection, tasks, people, setting)
        return {each.task.key: each for each in read}

    return read


def test_the_first_solver_is_who_passed_first(of):
    """Not who tried first, nor who has the most points."""
    found = of(graded(1, 4, at=1), graded(1, 10, at=9), graded(2, 10, at=8))["kmeans"]
    assert found.first.candidate.name == "user-2"
    assert found.first.at == START + timedelta(hours=8)
    assert (found.tried, found.passed) == (2, 2)


def test_the_median_counts_attempts_up_to_the_first_pass(of):
    """What came after it, and who never passed, is left out."""
    found = of(
        *(graded(1, points, at=at) for at, points in enumerate([1, 2, 10, 10])),
        graded(2, 10),
        graded(3, 1),
    )["kmeans"]
    assert found.median_attempts == 2


def test_nobody_passed_is_told_as_such(of):
    """There is no first, and no median."""
    found = of(graded(1, 4))["kmeans"]
    assert (found.first, found.median_attempts, found.passed) == (None, None, 0)


def test_the_idea_that_is_missed_most_comes_first(of):
    """By the best works: who got it in the end has not missed it."""
    passed, failed = Verdict.PASSED, Verdict.FAILED
    found = of(
        graded(1, 4, at=1, cases=(case("adds", failed), case("empty", failed, group="edge cases"))),
        graded(1, 6, at=2, cases=(case("adds", passed), case("empty", failed, group="edge cases"))),
        graded(2, 10, cases=(case("adds", passed), case("empty", passed, group="edge cases"))),
    )["kmeans"]
    assert [(rate.name, rate.passed, rate.tried) for rate in found.tests] == [
        ("Does empty", 1, 2),
        ("Does adds", 2, 2),
    ]
    assert [(rate.name, rate.share) for rate in found.groups] == [
        ("edge cases", 0.5),
        ("correctness", 1.0),
    ]


def test_a_fault_of_ours_in_one_test_says_nothing_of_it(of):
    """Neither that it is missed, nor that it was tried."""
    found = of(graded(1, 4, cases=(case("adds", Verdict.JUDGE_ERROR),)))["kmeans"]
    assert found.tests == ()


def test_the_histogram_has_full_marks_in_a_bin_of_their_own(of):
    """Tenths below; nothing at all is in the first."""
    found = of(*(graded(n, points) for n, points in enumerate([0, 0.9, 9.9, 10, 10], start=1)))
    assert found["kmeans"].histogram == (2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2)


def test_the_fastest_have_passed(of):
    """A quick wrong answer is none; ten are named."""
    found = of(
        graded(99, 4, speed_ratio=0.1),
        *(graded(n, 10, speed_ratio=float(20 - n)) for n in range(1, 13)),
    )["kmeans"]
    assert [each.speed_ratio for each in found.fastest] == [float(20 - n) for n in range(12, 2, -1)]


def test_days_are_those_of_the_cohorts_zone(of, opened, tmp_path):
    """What is handed in before midnight in Berlin is of that day, whatever UTC says."""
    from heldout.catalogue import cohort

    (tmp_path / "c.toml").write_text(
        'title = "C"\nopens = 2026-09-01T00:00:00Z\ncloses = 2026-10-01T00:00:00Z\n'
        'time_zone = "Europe/Berlin"\n'
    )
    setting = Setting(now=NOW, cohort=cohort.load(tmp_path / "c.toml"))
    of(graded(1, 10, at=21.9), graded(1, 2, at=22.1, slug="pca"), graded(2, 4, at=23))
    standings.prepare(opened, setting)
    days = statistics.of_days(opened.connection)
    assert [(day.date, day.attempts, day.passed, day.candidates) for day in days] == [
        (date(2026, 9, 1), 1, 1, 1),
        (date(2026, 9, 2), 2, 0, 2),
    ]


def test_stale_works_are_counted_for_a_regrade(of):
    """Only the best ones: what nobody sees needs no new grade."""
    known = (KnownTask(slug="kmeans", kind="challenge", title="K", suite_sha256="f" * 64),)
    found = of(graded(1, 4, at=1), graded(1, 6, at=2), catalogue=known)
    assert found["kmeans"].stale == 1


def test_a_regraded_work_is_no_longer_stale(of):
    """The new suite's receipt has taken its place."""
    known = (KnownTask(slug="kmeans", kind="challenge", title="K", suite_sha256="f" * 64),)
    old = graded(1, 4, at=1, solution_sha=sha("x"))
    new = graded(1, 5, at=1, solution_sha=sha("x"), suite_sha256="f" * 64, graded_at=NOW)
    assert of(old, new, catalogue=known)["kmeans"].stale == 0
