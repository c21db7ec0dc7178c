"""What every grader returns, for code and prose alike: verdicts, cases and a report."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """What came of a case, or of a whole submission."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    REFUSED = "refused"
    #: Our fault: costs no points and no attempt.
    JUDGE_ERROR = "judge-error"
    #: Of a rubric point only: a person decides.
    UNDECIDED = "undecided"


#: The groups that the tests of a coding challenge fall into.
GROUPS = ("correctness", "edge cases", "numerical stability", "efficiency")


class CaseResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One test of a suite. `wall_s` is None when it was not run; `detail` is for public tests."""

    name: str
    title: str
    group: str
    verdict: Verdict
    points: float
    max_points: float
    wall_s: float | None
    detail: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One submission's result. `speed_ratio` is CPU time over the reference's, if measured."""

    slug: str
    kind: str
    verdict: Verdict
    reason: str
    points: float
    max_points: float
    speed_ratio: float | None
    cases: tuple[CaseResult, ...]

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return sum(case.verdict == Verdict.PASSED for case in self.cases)
