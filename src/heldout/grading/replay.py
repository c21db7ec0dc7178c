"""A receipt, and all that decided it -> the same grade again, and what comes out otherwise.

Whoever has the suite and the cohort's seed key can do it: the inputs of every hidden test follow
from the key, the suite and the solution, and the key is the one that the cohort was opened with.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from heldout.errors import BadInputError, OurFaultError
from heldout.grading import run
from heldout.grading.run import Clock, MakeJudge
from heldout.grading.suites import Opened
from heldout.grading.work import Submitter, Work
from heldout.ledger.receipt import Case, Receipt
from heldout.report import Verdict
from heldout.submission import source

_EFFICIENCY = "efficiency"
#: Of a hash, enough to compare it by eye.
_SHOWN = 16


class Mark(NamedTuple):
    """What a case came to."""

    verdict: Verdict
    points: float
    max_points: float


class Flip(NamedTuple):
    """A case that came out otherwise; None where there was, or is, no such case."""

    case: str
    was: Mark | None
    now: Mark | None


class Replayed(NamedTuple):
    """What a replay found.

    `efficiency` are flips of cases that are measured, which differ from one machine to the next and
    decide nothing. `slips` are what a receipt says of the whole that its own cases do not bear out.
    """

    flips: tuple[Flip, ...]
    efficiency: tuple[Flip, ...]
    slips: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the receipt says what the replay says."""
        return not self.flips and not self.slips


def replay(
    receipt: Receipt, content: bytes, opened: Opened, make_judge: MakeJudge, clock: Clock
) -> Replayed:
    """Grade again what a receipt is about, on the same inputs, and compare.

    The seed key is that of `opened`; prose needs none. Raises `BadInputError` if anything that
    decides the grade is not what it was then, with all that differs; what opening raises; and
    `OurFaultError` if it could not be graded this time.
    """
    if differences := tuple(_differences(receipt, content, opened)):
        listing = "".join(f"\n  - {each}" for each in differences)
        raise BadInputError(
            f"this would not be the same grade again:{listing}",
            where=f"the receipt of {receipt.candidate} for {receipt.slug}",
            next_step="bring what differs to what it was: the suite and limits by git checkout of "
            "a commit of that time, the key from the cohort's own seed.toml",
        )
    (graded,) = run.grade(opened, make_judge, [(_work(receipt), content)], clock, jobs=1)
    if graded.receipt is None or graded.report.verdict == Verdict.JUDGE_ERROR:
        raise graded.fault or OurFaultError(
            f"it could not be graded again: {graded.report.reason}",
            where=receipt.slug,
            next_step="try again; `heldout verify` says whether it is the suite",
        )
    return compare(receipt, graded.receipt)


def compare(was: Receipt, now: Receipt) -> Replayed:
    """Compare two receipts of the same work, by their cases and by what they say of the whole."""
    old, new = ({case.name: case for case in each.cases} for each in (was, now))
    flips: list[Flip] = []
    efficiency: list[Flip] = []
    for name in dict.fromkeys((*old, *new)):
        before, after = _mark(old.get(name)), _mark(new.get(name))
        if before != after:
            measured = name in old and name in new and _is_measured(old[name], new[name])
            (efficiency if measured else flips).append(Flip(name, before, after))
    slips = _slips(was, now, differ=bool(flips or efficiency))
    return Replayed(tuple(flips), tuple(efficiency), tuple(slips))


def _is_measured(was: Case, now: Case) -> bool:
    """Whether a case may differ: by the suite's word, and within what the suite gives for it."""
    in_bounds = was.points <= was.max_points == now.max_points
    return now.group == _EFFICIENCY and in_bounds


def _slips(was: Receipt, now: Receipt, *, differ: bool) -> Iterator[str]:
    sums = {
        "points": (was.points, sum(case.points for case in was.cases)),
        "max_points": (was.max_points, sum(case.max_points for case in was.cases)),
    }
    for name, (said, borne_out) in sums.items():
        if round(said - borne_out, 6):
            yield f"{name}: {said:g} in the receipt, and its cases have {borne_out:g}"
    if len(was.cases) != len({case.name for case in was.cases}):
        yield "cases: one of them is there twice"
    is_code_passed = was.kind == "challenge" and was.verdict == Verdict.PASSED
    if is_code_passed and any(case.verdict != Verdict.PASSED for case in was.cases):
        yield "verdict: passed in the receipt, and not all of its cases are"
    if was.verdict != now.verdict and not differ:
        yield f"verdict: {was.verdict} in the receipt, and {now.verdict} now, by the same cases"


def _differences(receipt: Receipt, content: bytes, opened: Opened) -> Iterator[str]:
    grader = opened.grader((receipt.slug, receipt.kind))
    algorithm = "sha1" if len(receipt.solution_sha) == 40 else "sha256"
    here = source.solution_sha(content, algorithm)
    if here != receipt.solution_sha:
        yield _differs("solution", receipt.solution_sha, here)
    if grader.suite_sha256 != receipt.suite_sha256:
        yield _differs("suite", receipt.suite_sha256, grader.suite_sha256)
    if grader.limits != receipt.limits:
        yield f"limits: {_shown(receipt.limits)} in the receipt, {_shown(grader.limits)} here"
    if receipt.kind != "challenge" and receipt.seed_commitment is None:
        return
    if receipt.seed_commitment is None:
        yield "seed key: the receipt names none, so nobody can draw its inputs again"
    elif grader.seed_commitment is None:
        yield f"seed key: SHA-256 {receipt.seed_commitment[:_SHOWN]}... in the receipt, none here"
    elif grader.seed_commitment != receipt.seed_commitment:
        yield _differs("SHA-256 of the seed key", receipt.seed_commitment, grader.seed_commitment)


def _differs(name: str, then: str, here: str) -> str:
    return f"{name}: {then[:_SHOWN]}... in the receipt, {here[:_SHOWN]}... here"


def _shown(limits: object) -> str:
    return "none" if limits is None else str(limits)


def _mark(case: Case | None) -> Mark | None:
    return None if case is None else Mark(case.verdict, case.points, case.max_points)


def _work(receipt: Receipt) -> Work:
    submitter = Submitter(
        candidate=receipt.candidate,
        user_id=receipt.user_id,
        pull_request=receipt.pull_request,
        submitted_at=receipt.submitted_at,
    )
    return Work(
        submitter=submitter,
        slug=receipt.slug,
        kind=receipt.kind,
        solution_sha=receipt.solution_sha,
        head_sha=receipt.head_sha,
    )
