"""A pull request, the ledger and the cohort -> what becomes of each file, before anything is run.

decision.json    one of these, for whoever records and reports what the grading came to
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from heldout.catalogue.cohort import Cohort
from heldout.errors import BadInputError
from heldout.grading import plan
from heldout.grading.plan import Declined, Grade, Known, Outcome, Reused
from heldout.grading.suites import Opened
from heldout.grading.work import Grader, Submitter, Work
from heldout.ledger.problem import shown
from heldout.ledger.receipt import Receipt
from heldout.submission import ruling
from heldout.submission.pull_request import PullRequest
from heldout.submission.ruling import Item, Reason

#: Raised when a key changes its meaning.
VERSION = 1

#: grade     to be run; what it comes to is not known yet
#: known     the same person's receipt for the same bytes stands
#: reused    the same bytes were graded before, and there is a new receipt that says so
#: declined  not to be graded, for a reason that is the cohort's
#: refused   not taken, for a reason that is the file's
#: failed    what grades it cannot be opened: our fault
Fate = Literal["grade", "known", "reused", "declined", "refused", "failed"]


class File(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a file that was handed in.

    `work` is None for what was refused, `grader` unless it is to be graded, `receipt` unless it is
    known or reused. `reason` is for the candidate, and safe to print; `refusal` is the same of what
    was refused, in its parts.
    """

    path: str
    slug: str
    kind: str
    fate: Fate
    reason: str = ""
    refusal: Reason | None = None
    work: Work | None = None
    grader: Grader | None = None
    receipt: Receipt | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a pull request at one head, and whose it is."""

    version: Annotated[int, Meta(ge=1)]
    submitter: Submitter
    base_sha: str
    head_sha: str
    decision: ruling.Decision
    reasons: tuple[Reason, ...]
    files: tuple[File, ...]

    @property
    def grades(self) -> tuple[Grade, ...]:
        """What is to be graded, and by what."""
        return tuple(
            Grade(file.work, file.grader)
            for file in self.files
            if file.work is not None and file.grader is not None
        )

    @property
    def reused(self) -> tuple[Receipt, ...]:
        """What is to be recorded without anything being run."""
        return tuple(file.receipt for file in self.files if file.fate == "reused" and file.receipt)


_decoder = msgspec.json.Decoder(Decision)


def decide(
    read: PullRequest,
    submitter: Submitter,
    opened: Opened,
    receipts: Iterable[Receipt],
    cohort: Cohort | None,
    now: datetime,
) -> Decision:
    """Decide about each file; `opened` has the tasks of what is handed in."""
    found = opened.graders()
    works = {
        item.path: _work(item, submitter, read.head_sha)
        for item in read.items
        if item.content is not None
    }
    sound = [work for work in works.values() if work.slug not in found.faults]
    outcomes = plan.plan(sound, receipts, found.graders, cohort, now).outcomes
    of = dict(zip(sound, outcomes, strict=True))
    return Decision(
        version=VERSION,
        submitter=submitter,
        base_sha=read.base_sha,
        head_sha=read.head_sha,
        decision=read.decision,
        reasons=read.reasons,
        files=tuple(_file(item, works.get(item.path), of) for item in read.items),
    )


def encode(decision: Decision) -> bytes:
    """Write a decision's file."""
    return msgspec.json.encode(decision) + b"\n"


def decode(content: bytes, where: str) -> Decision:
    """Read a decision's file. Raises `BadInputError`."""
    try:
        return _decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise BadInputError(
            f"this is no decision about a pull request: {shown(str(exc))}",
            where=where,
            next_step="name the decision.json that heldout actions plan wrote",
        ) from None


def slugs(read: PullRequest) -> Iterator[str]:
    """Name the tasks of what can be taken."""
    return (item.slug for item in read.items if item.content is not None)


def _work(item: Item, submitter: Submitter, head_sha: str) -> Work:
    assert item.solution_sha is not None
    return Work(
        submitter=submitter,
        slug=item.slug,
        kind=item.kind,
        solution_sha=item.solution_sha,
        head_sha=head_sha,
    )


def _file(item: Item, work: Work | None, outcomes: dict[Work, Outcome]) -> File:
    file = File(path=item.path, slug=item.slug, kind=item.kind, fate="refused")
    if work is None:
        return msgspec.structs.replace(file, reason=str(item.refusal), refusal=item.refusal)
    outcome = outcomes.get(work)
    match outcome:
        case None:
            # What exactly is wrong with the suite is for maintainers, who read it in the log.
            reason = "what grades this could not be opened"
            return msgspec.structs.replace(file, work=work, fate="failed", reason=reason)
        case Grade(grader=grader):
            return msgspec.structs.replace(file, work=work, fate="grade", grader=grader)
        case Declined(reason=reason):
            return msgspec.structs.replace(file, work=work, fate="declined", reason=reason)
        case Known(receipt=receipt):
            return msgspec.structs.replace(file, work=work, fate="known", receipt=receipt)
        case Reused(receipt=receipt):
            return msgspec.structs.replace(file, work=work, fate="reused", receipt=receipt)
