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


class Severity(StrEnum):
    """An error blocks; a warning is worth a look."""

    ERROR = "error"
    WARNING = "warning"


class Status(StrEnum):
    """Whether an answer makes a point of its rubric."""

    COVERED = "covered"
    NOT_FOUND = "not-found"
    NEEDS_PERSON = "needs-person"


#: The groups that the tests of a coding challenge fall into.
GROUPS = ("correctness", "edge cases", "numerical stability", "efficiency")


class Evidence(msgspec.Struct, frozen=True):
    """What shows that a point is made: a line of the answer, verbatim. Lines count from 1."""

    line: int
    quote: str


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something wrong with a written answer, where, and what to do about it.

    Lines and columns count from 1; `line` is None for the whole answer, `length` is in characters.
    """

    code: str
    severity: Severity
    line: int | None
    message: str
    next_step: str
    column: int = 0
    length: int = 0


class CaseResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One test of a suite, or one point of a rubric.

    `wall_s` is None when it was not run; `detail` is for public tests. `status`, `confidence`
    (that the status is right, 0 to 1; that the point is made, where a person is needed) and
    `evidence` are for points.
    """

    name: str
    title: str
    group: str
    verdict: Verdict
    points: float
    max_points: float
    wall_s: float | None
    detail: str = ""
    status: Status | None = None
    confidence: float | None = None
    evidence: tuple[Evidence, ...] | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One submission's result. `speed_ratio` is CPU time over the reference's, if measured.

    `findings` are those of a written answer; code has None.
    """

    slug: str
    kind: str
    verdict: Verdict
    reason: str
    points: float
    max_points: float
    speed_ratio: float | None
    cases: tuple[CaseResult, ...]
    findings: tuple[Finding, ...] | None = None

    @classmethod
    def without_cases(cls, slug: str, kind: str, verdict: Verdict, reason: str) -> Report:
        """Report what no test, and no reader of points, got to see."""
        return cls(
            slug=slug,
            kind=kind,
            verdict=verdict,
            reason=reason,
            points=0.0,
            max_points=0.0,
            speed_ratio=None,
            cases=(),
        )

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return sum(case.verdict == Verdict.PASSED for case in self.cases)
