"""Verdicts and points, without a process in sight."""

from __future__ import annotations

import pytest

from heldout.judging import score
from heldout.judging.messages import Case, Finished, Outcome
from heldout.report import Verdict

CASES = (
    Case("test_gate", "Ordinary input.", "correctness", 3.0, True),
    Case("test_edge", "Edge.", "edge cases", 2.0, False),
    Case("test_fast", "Fast.", "efficiency", 1.0, False),
)


def finished(*verdicts: str, ratio: float | None = None) -> Finished:
    """Outcomes in the order of the cases."""
    outcomes = [
        Outcome(case.name, verdict, 0.1, "") for case, verdict in zip(CASES, verdicts, strict=False)
    ]
    return Finished(tuple(outcomes), ratio)


def test_all_passed_is_full_marks():
    """Every case's points, and the ratio to two digits."""
    report = score.score("x", CASES, finished("passed", "passed", "passed", ratio=1.23456))
    assert (report.verdict, report.points, report.max_points) == (Verdict.PASSED, 6.0, 6.0)
    assert report.speed_ratio == 1.23


def test_a_failed_case_costs_its_own_points():
    """The others keep theirs."""
    report = score.score("x", CASES, finished("passed", "failed", "passed"))
    assert (report.verdict, report.points) == (Verdict.FAILED, 4.0)
    assert report.reason == "2 of 3 tests passed"


@pytest.mark.parametrize("verdict", [each for each in Verdict if each != Verdict.PASSED])
def test_without_its_gate_a_submission_has_no_points(verdict):
    """In the total and in every case, and the reason names the gate."""
    report = score.score("x", CASES, finished(verdict, "passed", "passed"))
    assert report.points == 0
    assert all(case.points == 0 for case in report.cases)
    assert verdict == Verdict.JUDGE_ERROR or "Ordinary input" in report.reason


def test_a_missing_outcome_is_a_crash_not_a_pass():
    """Only counted passes count."""
    report = score.score("x", CASES, finished("passed", "passed"))
    assert report.cases[2].verdict == Verdict.CRASHED
    assert report.points == 5.0


def test_one_verdict_for_all_is_the_verdict_of_the_whole():
    """An endless solution timed out; it did not just fail."""
    assert score.score("x", CASES, finished(*["timeout"] * 3)).verdict == Verdict.TIMEOUT
    assert score.score("x", CASES, finished("timeout", "failed", "error")).verdict == Verdict.FAILED


def test_a_judge_error_outweighs_everything():
    """What the suite itself gets wrong is nobody else's failure."""
    report = score.score("x", CASES, finished("passed", "judge-error", "failed"))
    assert report.verdict == Verdict.JUDGE_ERROR
    assert "test_edge" in report.reason


def test_failures_and_errors_are_doubtful_deaths_are_not():
    """Only a verdict that the suite could have caused is asked about again."""
    outcomes = finished("failed", "error", "timeout").outcomes
    assert score.doubtful(outcomes) == ("test_gate", "test_edge")


def test_a_failure_that_the_reference_shares_is_the_suites():
    """On the same inputs, right code failed too."""
    given = finished("failed", "failed", "passed")
    control = Finished(
        (Outcome("test_gate", "failed", 0.1, ""), Outcome("test_edge", "passed", 0.1, ""))
    )
    blamed = score.blame(given, ("test_gate", "test_edge"), control)
    assert [each.verdict for each in blamed.outcomes] == ["judge-error", "failed", "passed"]


def test_a_control_run_that_is_lost_clears_nobody():
    """Without an answer the doubt stays, and doubt is ours."""
    blamed = score.blame(finished("failed"), ("test_gate",), None)
    assert blamed.outcomes[0].verdict == "judge-error"


def test_an_unrun_submission_has_every_case_and_no_points():
    """Its maximum is the suite's."""
    report = score.unrun("x", CASES, Verdict.CRASHED, "why")
    assert (report.points, report.max_points, report.reason) == (0.0, 6.0, "why")
    assert {case.verdict for case in report.cases} == {Verdict.CRASHED}
