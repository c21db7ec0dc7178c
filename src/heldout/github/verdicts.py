"""What became of a task or of one of its cases, in a mark and in words: never a mark alone."""

from __future__ import annotations

from typing import NamedTuple

from heldout.github.scorecard import Task
from heldout.ledger.receipt import Case
from heldout.report import Status, Verdict


class Said(NamedTuple):
    """A mark for the eye, and words that say the same without it."""

    mark: str
    words: str

    def __str__(self) -> str:
        return f"{self.mark} {self.words}"


_PASSED = Said("✅", "passed")
_PARTLY = Said("🟡", "partly passed")
_NO_GATE = Said("❌", "gate failed")
_UNDECIDED = Said("👤", "left to a person")
_OUR_FAULT = Said("🔧", "not graded (our fault)")
_UNTRIED = Said("⚪", "not graded yet")

_OF_TASKS = {
    Verdict.PASSED: _PASSED,
    Verdict.FAILED: Said("❌", "not passed yet"),
    Verdict.ERROR: Said("❌", "stopped with an error"),
    Verdict.TIMEOUT: Said("❌", "ran out of time"),
    Verdict.MEMORY: Said("❌", "ran out of memory"),
    Verdict.CRASHED: Said("❌", "crashed"),
    Verdict.REFUSED: Said("⛔", "not accepted yet"),
    Verdict.JUDGE_ERROR: _OUR_FAULT,
    Verdict.UNDECIDED: _UNDECIDED,
}
_OF_CASES = {**_OF_TASKS, Verdict.FAILED: Said("❌", "not passed")}
_OF_POINTS = {
    Status.COVERED: Said("✅", "covered"),
    Status.NOT_FOUND: Said("❌", "not covered"),
    Status.NEEDS_PERSON: _UNDECIDED,
}
_UNGRADED = {
    "declined": Said("⏸️", "not graded this time"),
    "refused": Said("⛔", "not taken"),
    "failed": _OUR_FAULT,
}


def of_task(task: Task) -> Said:
    """Say what became of the work that was handed in last."""
    if task.outcome in _UNGRADED:
        return _UNGRADED[task.outcome]
    if task.verdict is None:
        return _UNTRIED
    if lacks_gate(task):
        return _NO_GATE
    if task.verdict == Verdict.FAILED and earned(task) > 0:
        return _PARTLY
    return _OF_TASKS[task.verdict]


def of_case(case: Case) -> Said:
    """Say what became of a test, or of a point of a rubric."""
    return _OF_CASES[case.verdict] if case.status is None else _OF_POINTS[case.status]


def is_graded(task: Task) -> bool:
    """Whether the verdict and the cases are of the file as it is now."""
    return task.outcome not in _UNGRADED and task.verdict not in (None, Verdict.JUDGE_ERROR)


def is_passed(task: Task) -> bool:
    """Whether the file as it is now passed."""
    return is_graded(task) and task.verdict == Verdict.PASSED


def is_missed(case: Case) -> bool:
    """Whether a test or a point is the candidate's to make: not passed, and for no one else."""
    return case.verdict not in (Verdict.PASSED, Verdict.JUDGE_ERROR, Verdict.UNDECIDED)


def passed(task: Task) -> int:
    """Count the tests that passed, or the points of a rubric that are covered."""
    return sum(case.verdict == Verdict.PASSED for case in task.cases)


def earned(task: Task) -> float:
    """Add up the points of the work that was handed in last."""
    return sum(case.points for case in task.cases)


def lacks_gate(task: Task) -> bool:
    """Whether tests passed and earned nothing, as they do where a gate failed."""
    return any(
        case.verdict == Verdict.PASSED and case.points < case.max_points for case in task.cases
    )
