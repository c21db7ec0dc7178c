"""A receipt: what one grade came to, of whose work, by which suite. One line of JSON.

Whoever reads it may be older or newer than whoever wrote it. So unknown keys are ignored, and a
line is never rewritten: what this version does not understand stays in the file.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from heldout.report import CaseResult, Report, Status, Verdict

#: Raised when a key changes its meaning; a new key alone does not raise it.
VERSION = 1
#: GitHub's own numbers are far below; JSON's readers agree on integers up to here.
MOST_INTEGER = (1 << 53) - 1
#: Far above what any suite gives, and far below where sums lose a digit.
MOST_POINTS = 1e6

Kind = Literal["challenge", "casestudy", "follow-up"]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=100)]
#: A git object's name, SHA-1 or SHA-256.
ObjectName = Annotated[str, Meta(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})\Z")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Text = Annotated[str, Meta(min_length=1, max_length=20_000)]
Count = Annotated[int, Meta(ge=1, le=MOST_INTEGER)]
Points = Annotated[float, Meta(ge=0, le=MOST_POINTS)]
Ratio = Annotated[float, Meta(ge=0, le=MOST_POINTS)]
Time = Annotated[datetime, Meta(tz=True)]


class Limits(msgspec.Struct, frozen=True):
    """What the submission was allowed, as its challenge said then: CPU seconds and memory."""

    suite_s: float
    call_s: float
    memory_mb: int


class Case(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One test or point of a rubric: what a candidate may read of it, and no times."""

    name: Text
    title: Text
    group: Text
    verdict: Verdict
    points: Points
    max_points: Points
    status: Status | None = None


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """Who handed in what, and when: as the event says it, never as a commit or an artifact does.

    `pull_request` and `head_sha` are None for work that came another way.
    """

    candidate: str
    user_id: int
    solution_sha: str
    submitted_at: datetime
    pull_request: int | None = None
    head_sha: str | None = None


class Grading(msgspec.Struct, frozen=True, kw_only=True):
    """What graded it: besides the solution, this decides a grade.

    `limits` are None for prose. `seed_commitment` is None where the random inputs came from no
    cohort's key, as those of prose, which has none.
    """

    suite_sha256: str
    harness: str
    graded_at: datetime
    limits: Limits | None = None
    seed_commitment: str | None = None


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `receipts/<user_id>.ndjson`, field by field. Times have a zone.

    `speed_ratio` is CPU time over the reference's, rounded to one digit; None if not measured.
    """

    version: Annotated[int, Meta(ge=1)]
    candidate: Text
    user_id: Count
    slug: Slug
    kind: Kind
    pull_request: Count | None
    head_sha: ObjectName | None
    solution_sha: ObjectName
    suite_sha256: Sha256
    harness: Text
    limits: Limits | None
    seed_commitment: Sha256 | None
    submitted_at: Time
    graded_at: Time
    verdict: Verdict
    points: Points
    max_points: Points
    cases: tuple[Case, ...]
    speed_ratio: Ratio | None

    def __post_init__(self) -> None:
        if self.points > self.max_points:
            raise ValueError(
                f"points: {self.points:g} is more than max_points, {self.max_points:g}"
            )

    @property
    def work(self) -> Work:
        """Names what was graded, of whom, by what. Two receipts of the same work should agree."""
        return Work(
            self.user_id,
            self.slug,
            self.kind,
            self.solution_sha,
            self.suite_sha256,
            self.harness,
            self.limits,
            self.seed_commitment,
            self.submitted_at,
        )

    @property
    def result(self) -> Result:
        """What the grade came to; the speed is measured anew each time, and is left out."""
        return Result(self.verdict, self.points, self.max_points, self.cases)


class Work(msgspec.Struct, frozen=True, array_like=True):
    """What a receipt is about, see `Receipt.work`."""

    user_id: int
    slug: str
    kind: str
    solution_sha: str
    suite_sha256: str
    harness: str
    limits: Limits | None
    seed_commitment: str | None
    submitted_at: datetime


class Result(msgspec.Struct, frozen=True, array_like=True):
    """What a receipt says came of it, see `Receipt.result`."""

    verdict: Verdict
    points: float
    max_points: float
    cases: tuple[Case, ...]


_decoder = msgspec.json.Decoder(Receipt)
_encoder = msgspec.json.Encoder()


def write(report: Report, submission: Submission, grading: Grading) -> Receipt:
    """Write the receipt of a grade. Per-test times stay out; they could carry inputs away."""
    ratio = report.speed_ratio
    return Receipt(
        version=VERSION,
        candidate=submission.candidate,
        user_id=submission.user_id,
        slug=report.slug,
        kind=_kind(report.kind),
        pull_request=submission.pull_request,
        head_sha=submission.head_sha,
        solution_sha=submission.solution_sha,
        suite_sha256=grading.suite_sha256,
        harness=grading.harness,
        limits=grading.limits,
        seed_commitment=grading.seed_commitment,
        submitted_at=submission.submitted_at,
        graded_at=grading.graded_at,
        verdict=report.verdict,
        points=report.points,
        max_points=report.max_points,
        cases=tuple(map(_case, report.cases)),
        speed_ratio=None if ratio is None else round(ratio, 1),
    )


def transfer(result: Receipt, submission: Submission, grading: Grading) -> Receipt:
    """Write the receipt of other work with the same outcome: of `result` nothing else is taken.

    That is its task, verdict, points, cases and speed.
    """
    return msgspec.structs.replace(
        result,
        version=VERSION,
        **msgspec.structs.asdict(submission),
        **msgspec.structs.asdict(grading),
    )


def encode(receipt: Receipt) -> bytes:
    """Write a receipt as one line, its end included."""
    return _encoder.encode(receipt) + b"\n"


def decode(line: bytes) -> Receipt:
    """Read one line. Raises `msgspec.DecodeError` that names the fact and the key."""
    return _decoder.decode(line)


def _kind(kind: str) -> Kind:
    return msgspec.convert(kind, Kind)  # type: ignore[no-any-return]


def _case(case: CaseResult) -> Case:
    return Case(
        name=case.name,
        title=case.title,
        group=case.group,
        verdict=case.verdict,
        points=case.points,
        max_points=case.max_points,
        status=case.status,
    )
