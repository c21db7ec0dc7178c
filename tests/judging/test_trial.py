"""Trials: a part of a suite, in any order, cut short, or beside the reference."""

from __future__ import annotations

import pytest

from heldout.catalogue.challenge import Limits
from heldout.judging.trial import Trial
from heldout.report import Verdict

RIGHT = b"def double(x):\n    return x + x\n"
WRONG = b"def double(x):\n    return 3 * x\n"


@pytest.fixture
def attempt(judge, double):
    """Carry out one trial against the challenge `double`."""

    def carry_out(**facts):
        (tried,) = judge.attempt(double.suite(), [Trial(**facts)])
        return tried

    return carry_out


def test_tests_run_in_the_order_that_the_trial_names(attempt):
    """A solution that only the edge case sets right fails when ordinary input comes first."""
    source = b"""
seen = []
def double(x):
    seen.append(x)
    return 2 * x if -3 in seen else None
"""
    order = ("test_negative", "test_ordinary")
    assert attempt(source=source, tests=order).report.verdict == Verdict.PASSED
    assert attempt(source=source, tests=order[::-1]).report.verdict == Verdict.FAILED


def test_only_the_tests_that_a_trial_names_are_run(attempt):
    """An unknown name is no test."""
    report = attempt(source=RIGHT, tests=("test_negative", "test_none")).report
    assert [case.name for case in report.cases] == ["test_negative"]


def test_a_trial_until_failure_stops_at_the_first(attempt):
    """The cases that were not run are left out, not called crashed."""
    cut, whole = (attempt(source=WRONG, until=until).report for until in ("failure", "end"))
    assert [case.name for case in cut.cases] == ["test_ordinary"]
    assert len(whole.cases) == 2


def test_a_trial_until_a_missed_gate_goes_on_after_other_failures(attempt):
    """Points are only out of reach once a gate is missed."""
    source = b"def double(x):\n    return 2 * abs(x)\n"
    assert len(attempt(source=source, until="gate").report.cases) == 2
    assert len(attempt(source=WRONG, until="gate").report.cases) == 1


def test_limits_of_a_trial_take_the_place_of_the_suites(attempt):
    """A call that sleeps past the shorter limit is cut, and what it took is told."""
    source = b"import time\ndef double(x):\n    time.sleep(0.4)\n    return 2 * x\n"
    short = Limits(suite_s=0.1, call_s=0.1, memory_mb=256)
    assert attempt(source=source, limits=short).report.verdict == Verdict.TIMEOUT
    tried = attempt(source=source)
    assert tried.report.verdict == Verdict.PASSED
    assert 0.4 <= tried.cost.call_s < 1.0
    assert tried.cost.suite_s > 0


def test_comparing_notices_what_the_suite_lets_pass(attempt):
    """A float where the reference gives an int is equal to every test, and yet another answer."""
    same = b"def double(x):\n    return x * 2\n"
    other = b"def double(x):\n    return float(2 * x)\n"
    assert attempt(source=same, compare=True).report.verdict == Verdict.PASSED
    assert attempt(source=other).report.verdict == Verdict.PASSED
    compared = attempt(source=other, compare=True, control=False).report
    assert {case.verdict for case in compared.cases} == {Verdict.FAILED}
