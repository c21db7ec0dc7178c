"""What a task can give, read without running it, and what a receipt may claim of that."""

from __future__ import annotations

import msgspec
import pytest

from heldout.catalogue.repository import Repository
from heldout.grading import suites, worth
from heldout.grading.run import grade
from heldout.grading.worth import Slot
from heldout.judging.judge import Judge
from heldout.ledger.receipt import Case
from heldout.report import Verdict
from tests.catalogue.churn import WIDE_KEY, Churn
from tests.conftest import Builder
from tests.grading.edition import NOW, RIGHT, WRONG, entry
from tests.ledger.sample import SOUND

SLOTS = tuple(Slot(case.name, case.max_points) for case in SOUND.cases)
GATE, FAST = SOUND.cases


def changed(**changes: object):
    """A sound receipt but for the changes."""
    return msgspec.structs.replace(SOUND, **changes)


def case(**changes: object) -> Case:
    """Its first case, changed."""
    return msgspec.structs.replace(GATE, **changes)


def test_a_sound_receipt_claims_nothing_that_there_is_not():
    """Nor does one with less, or with no case at all."""
    assert worth.excess(SOUND, SLOTS) is None
    nothing = changed(verdict=Verdict.REFUSED, points=0.0, max_points=0.0, cases=())
    assert worth.excess(nothing, SLOTS) is None
    failed = case(verdict=Verdict.FAILED, points=0.0)
    less = changed(verdict=Verdict.FAILED, points=FAST.points, cases=(failed, FAST))
    assert worth.excess(less, SLOTS) is None


@pytest.mark.parametrize(
    ("receipt", "told"),
    [
        (changed(points=600.0, max_points=600.0), "600 points could be had, and there are 5"),
        (changed(cases=(GATE, FAST, GATE)), "a case is there twice"),
        (changed(cases=(GATE, FAST, case(name="invented"))), "invented for"),
        (changed(cases=(case(max_points=4.5, points=4.5), FAST)), "is no case of this task"),
        (changed(cases=(case(points=GATE.max_points + 1), FAST)), "more points than it gives"),
        (changed(cases=(FAST,)), "and its cases have"),
        (changed(points=FAST.points, cases=(FAST,)), "not all of its cases are there"),
        (changed(cases=()), "and its cases have 0"),
        (
            changed(points=FAST.points, cases=(case(verdict=Verdict.FAILED, points=0.0), FAST)),
            "not all of its cases are there or have",
        ),
    ],
)
def test_a_claim_of_more_is_told(receipt, told):
    """In points, in cases, in the verdict."""
    assert told in worth.excess(receipt, SLOTS)


def test_where_nothing_is_known_nothing_can_be_claimed():
    """A suite that cannot be read gives no points."""
    assert worth.excess(SOUND, ()) is not None


def test_every_real_grade_fits(tmp_path):
    """Right, wrong and broken code, a written answer: nothing that is graded here is a stray."""
    churn = Churn(tmp_path)
    churn.write("hidden/points.toml", WIDE_KEY)
    Builder(tmp_path)
    works = [
        entry(RIGHT),
        entry(WRONG),
        entry(b"def double(x) return"),
        entry(b"def double(x):\n    while True: pass\n"),
        entry(b"# Customer churn\n", "churn", "casestudy"),
    ]
    with suites.opened(Repository(tmp_path), ["double", "churn"]) as opened:
        graded = list(grade(opened, Judge, works, lambda: NOW, jobs=2))
        assert len(graded) == len(works)
        for each in graded:
            slots = opened.grader(each.work.task).slots
            assert slots
            assert worth.excess(each.receipt, slots) is None


def test_each_test_of_the_challenges_here_is_read_as_it_is_collected(judge):
    """By its mark, as pytest finds it."""
    from pathlib import Path

    root = Repository(Path(__file__).parents[2])
    with suites.opened(root, ["kmeans"]) as opened:
        suite = opened.suite("kmeans")
        collected = [Slot(each.name, each.points) for each in judge.cases(suite)]
        assert list(worth.of_suite(suite)) == collected
