"""standings: who is where, and why."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benchmarks import plain_standings
from heldout.board import standings, store
from heldout.board.setting import KnownTask, Setting
from heldout.board.standings import Standings
from heldout.catalogue import cohort
from heldout.catalogue.cohort import Cohort
from heldout.ledger.receipt import Receipt
from heldout.report import Verdict
from tests.board.receipts import START, case, graded, record, sha

NOW = START + timedelta(days=100)


@pytest.fixture
def rank(tmp_path: Path):
    """Rank receipts by the rules of a cohort, or by none."""

    def ranked(
        *receipts: Receipt, rules: str = "", now: datetime = NOW, **given: object
    ) -> Standings:
        folder = record(tmp_path / "receipts", receipts)
        setting = Setting(now=now, cohort=_cohort(tmp_path, rules), **given)
        with store.opened(tmp_path / "cache.duckdb") as opened:
            opened.refresh(folder)
            tasks = standings.prepare(opened, setting)
            return standings.read(opened.connection, tasks, setting)

    return ranked


def _cohort(folder: Path, rules: str) -> Cohort | None:
    if not rules:
        return None
    times = "opens = 2026-09-01T00:00:00Z\ncloses = 2026-10-01T00:00:00Z\n"
    (folder / "test.toml").write_text(f'title = "Test"\n{times}{rules}', encoding="utf-8")
    return cohort.load(folder / "test.toml")


def _order(found: Standings) -> list[tuple[int, int]]:
    return [(row.rank, user) for row, user in zip(found.rows, found.user_ids, strict=True)]


def test_the_best_work_at_each_task_counts_not_the_last(rank):
    """A worse solution later takes nothing away."""
    found = rank(graded(1, 8, at=1), graded(1, 3, at=2), graded(1, 5, slug="pca"))
    assert found.rows[0].points == 13


def test_more_points_come_first(rank):
    """Whoever was earlier."""
    assert _order(rank(graded(1, 4, at=1), graded(2, 9, at=50))) == [(1, 2), (2, 1)]


def test_equal_points_are_told_apart_by_speed(rank):
    """The lower ratio first, and one without a ratio last."""
    found = rank(
        graded(1, 10, at=1),
        graded(2, 10, at=2, speed_ratio=2.0),
        graded(3, 10, at=3, speed_ratio=1.5),
    )
    assert _order(found) == [(1, 3), (2, 2), (3, 1)]


def test_equal_points_and_speed_are_told_apart_by_time(rank):
    """Who had them earlier comes first."""
    found = rank(graded(1, 10, at=9, speed_ratio=1.0), graded(2, 10, at=8, speed_ratio=1.0))
    assert _order(found) == [(1, 2), (2, 1)]


def test_the_speed_of_several_tasks_is_their_geometric_mean(rank):
    """Twice as slow here and twice as fast there is as fast."""
    found = rank(graded(1, 10, speed_ratio=0.5), graded(1, 10, slug="pca", speed_ratio=2.0))
    assert found.rows[0].speed_ratio == 1.0


def test_candidates_that_nothing_tells_apart_share_a_rank(rank):
    """And the next rank is as much higher."""
    found = rank(graded(1, 10), graded(2, 10), graded(3, 1))
    assert _order(found) == [(1, 1), (1, 2), (3, 3)]


def test_among_equal_works_the_faster_and_then_the_earlier_is_the_best(rank):
    """Handing in the same again later does not make it later."""
    found = rank(
        graded(1, 10, at=1, speed_ratio=3.0),
        graded(1, 10, at=2, speed_ratio=2.0),
        graded(1, 10, at=3, speed_ratio=2.0, solution_sha=sha("another")),
    )
    assert found.rows[0].scores[0].submitted_at == START + timedelta(hours=2)


def test_the_total_was_reached_with_the_last_work_that_brought_points(rank):
    """Work that brings none does not move it."""
    found = rank(
        graded(1, 5, at=1), graded(1, 5, slug="pca", at=5), graded(1, 0, slug="adam", at=9)
    )
    assert found.rows[0].reached_at == START + timedelta(hours=5)


def test_our_own_fault_is_neither_a_grade_nor_an_attempt(rank):
    """Nor does it hide what was graded before."""
    fault = graded(1, 0, at=2, verdict=Verdict.JUDGE_ERROR)
    found = rank(graded(1, 6, at=1), fault)
    assert (found.rows[0].points, found.rows[0].attempts) == (6, 1)


def test_a_regrade_takes_the_place_of_the_grade_before_it(rank):
    """Also where it gives less; and it is no attempt."""
    first = graded(1, 10, at=1, solution_sha=sha("x"))
    again = graded(1, 7, at=1, solution_sha=sha("x"), graded_at=START + timedelta(days=50))
    found = rank(again, first)
    assert (found.rows[0].points, found.rows[0].attempts) == (7, 1)


def test_handing_in_the_same_solution_again_is_no_attempt(rank):
    """Attempts are different solutions."""
    found = rank(
        graded(1, 5, at=1, solution_sha=sha("x")), graded(1, 5, at=2, solution_sha=sha("x"))
    )
    assert found.rows[0].attempts == 1


def test_work_from_the_future_does_not_count_until_then(rank):
    """A clock that is minutes ahead is forgiven."""
    works = (graded(1, 9, at=3), graded(1, 4, at=1))
    assert rank(*works, now=START + timedelta(hours=2)).rows[0].points == 4
    assert rank(now=START + timedelta(hours=2, minutes=58)).rows[0].points == 9


def test_weights_of_the_cohort_multiply_points_and_other_tasks_do_not_count(rank):
    """Follow-up questions are weighed apart from the challenge of the same name."""
    found = rank(
        graded(1, 4),
        graded(1, 6, kind="follow-up"),
        graded(1, 9, slug="unlisted"),
        rules="[challenges]\nkmeans = 2.0\n[followups]\nkmeans = 0.5\n",
    )
    assert found.rows[0].points == 4 * 2 + 6 * 0.5
    assert [task.key for task in found.tasks] == ["kmeans", "kmeans.follow-up"]


def test_who_is_not_in_the_roster_is_not_on_the_board(rank):
    """Capitals make no difference, and the latest spelling of a login counts."""
    found = rank(
        graded(1, 4, candidate="Ada"), graded(2, 9, candidate="eve"), rules='roster = ["ADA"]\n'
    )
    assert found.user_ids == (1,)


def test_late_work_loses_what_the_policy_says(rank):
    """A day begun is a day; before the opening nothing counts."""
    closes_h = 30 * 24
    rules = '[late]\npolicy = "penalty"\nper_day = 0.25\n'
    works = {-1: 0, closes_h: 10, closes_h + 1: 7.5, closes_h + 25: 5, closes_h + 24 * 4: 0}
    receipts = [graded(n, 10, at=at) for n, at in enumerate(works, start=1)]
    found = rank(*receipts, rules=rules)
    points = dict(zip(found.user_ids, (row.points for row in found.rows), strict=True))
    assert points == {n: worth for n, worth in enumerate(works.values(), start=1) if worth}


def test_an_earlier_worse_work_can_be_worth_more_than_a_late_better_one(rank):
    """What counts is what is left after the policy."""
    found = rank(graded(1, 8, at=1), graded(1, 10, at=31 * 24), rules="")
    assert found.rows[0].points == 10
    found = rank(rules='[late]\npolicy = "penalty"\nper_day = 0.5\n')
    assert found.rows[0].points == 8


def test_work_by_a_suite_that_has_changed_is_stale_and_counts(rank):
    """It waits to be graded again."""
    known = (KnownTask(slug="kmeans", kind="challenge", title="K", suite_sha256="f" * 64),)
    score = rank(graded(1, 4), catalogue=known).rows[0].scores[0]
    assert score.is_stale
    assert score.worth == 4


def test_a_sealed_suite_makes_nothing_stale(rank):
    """What is not known has not changed."""
    known = (KnownTask(slug="kmeans", kind="challenge", title="K-means"),)
    found = rank(graded(1, 4), catalogue=known)
    assert not found.rows[0].scores[0].is_stale
    assert found.tasks[0].title == "K-means"


def test_progress_is_the_total_at_the_end_of_each_day_it_rose(rank):
    """A day with nothing better is no step."""
    found = rank(
        graded(1, 2, at=1), graded(1, 4, at=2), graded(1, 3, at=30), graded(1, 5, slug="pca", at=60)
    )
    steps = [(step.at, step.points) for step in found.rows[0].progress]
    assert steps == [(START + timedelta(hours=2), 4), (START + timedelta(hours=60), 9)]


def test_a_team_has_the_best_of_its_members_at_each_task(rank):
    """Two with the same task bring it once; of equal teams the one with more passed is first."""
    rules = '[teams]\nReds = ["user-1", "user-2"]\nBlues = ["user-3"]\n'
    found = rank(graded(1, 4), graded(2, 9), graded(2, 1, slug="pca"), graded(3, 10), rules=rules)
    assert [(team.rank, team.name, team.points) for team in found.teams] == [
        (1, "Blues", 10),
        (2, "Reds", 10),
    ]


def test_pseudonyms_hide_logins_numbers_teams_and_the_minute(rank):
    """What is left on the board is a made-up name and a day."""
    rules = 'pseudonyms = true\n[teams]\nReds = ["user-1"]\n'
    found = rank(graded(1, 4, at=5.5), rules=rules, pseudonym_key=b"k" * 32)
    told = repr(found)
    assert "user-1" not in told.replace("user_ids", "")
    assert found.rows[0].candidate.team is None
    assert found.rows[0].scores[0].submitted_at == START


@pytest.mark.parametrize("seed", range(12))
def test_random_ledgers_are_ranked_as_plain_python_ranks_them(rank, tmp_path, seed):
    """Another implementation of the same rules agrees, on ties, regrades and late work."""
    draw = random.Random(seed)
    rules = (
        'roster = ["user-1", "user-2", "user-3", "user-4", "user-5", "user-6"]\n'
        'late = { policy = "penalty", per_day = 0.3 }\n'
        "[challenges]\nkmeans = 1.5\npca = 1.0\n[followups]\nkmeans = 0.5\n"
    )
    receipts = [_random(draw) for _ in range(120)]
    expected = plain_standings.standings(receipts, _cohort(tmp_path, rules), NOW)
    found = rank(*receipts, rules=rules)
    assert [
        (row.rank, user, round(row.points * 10_000), row.passed, row.attempts, row.speed_ratio)
        for row, user in zip(found.rows, found.user_ids, strict=True)
    ] == [place[:6] for place in expected]
    assert [row.reached_at for row in found.rows] == [place.reached_at for place in expected]


def _random(draw: random.Random) -> Receipt:
    user = draw.randint(1, 8)
    points = float(draw.choice([0, 2, 5, 10, 10]))
    at = draw.choice([-3, 1, 2, 24, 300, 719, 725, 745, 790, 900])
    return graded(
        user,
        points,
        slug=draw.choice(["kmeans", "pca", "adam"]),
        kind=draw.choice(["challenge", "follow-up"]),
        at=at,
        solution_sha=sha(f"{user} {draw.randint(1, 4)}"),
        graded_at=START + timedelta(hours=at, seconds=draw.randint(1, 10**6)),
        speed_ratio=draw.choice([None, 0.5, 1.0, 1.3]),
        cases=(case("adds", Verdict.PASSED),),
    )
