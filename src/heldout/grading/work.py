"""What somebody handed in, and what grades it: the two halves that decide a receipt."""

from __future__ import annotations

from datetime import datetime

import msgspec

from heldout.grading.worth import Slot
from heldout.ledger.receipt import (
    Count,
    Grading,
    Kind,
    Limits,
    ObjectName,
    Receipt,
    Sha256,
    Slug,
    Submission,
    Text,
    Time,
)

#: Names a task: a challenge and its follow-up questions have the same slug.
TaskName = tuple[str, Kind]


class Submitter(msgspec.Struct, frozen=True, kw_only=True):
    """Who hands in, by which pull request, and when: as the event says it."""

    candidate: Text
    user_id: Count
    pull_request: Count | None
    submitted_at: Time


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One file handed in. `solution_sha` is the name of its blob; the content may be fetched later.

    `head_sha` is None for work that did not come in a commit.
    """

    submitter: Submitter
    slug: Slug
    kind: Kind
    solution_sha: ObjectName
    head_sha: ObjectName | None

    @property
    def task(self) -> TaskName:
        """Which task it is for."""
        return self.slug, self.kind

    @property
    def submission(self) -> Submission:
        """What a receipt says of whose work it is."""
        return Submission(
            candidate=self.submitter.candidate,
            user_id=self.submitter.user_id,
            solution_sha=self.solution_sha,
            submitted_at=self.submitter.submitted_at,
            pull_request=self.submitter.pull_request,
            head_sha=self.head_sha,
        )


class Grader(msgspec.Struct, frozen=True, kw_only=True):
    """What grades a task today: with the solution, all that decides a grade.

    `seed_commitment` names the cohort's seed key; None for prose, and where there is no cohort.
    `slots` are the cases that there are, which follow from the suite.
    """

    suite_sha256: Sha256
    harness: Text
    limits: Limits | None
    seed_commitment: Sha256 | None
    slots: tuple[Slot, ...] = ()

    def grading(self, graded_at: datetime) -> Grading:
        """Give what a receipt says of what graded it."""
        return Grading(
            suite_sha256=self.suite_sha256,
            harness=self.harness,
            graded_at=graded_at,
            limits=self.limits,
            seed_commitment=self.seed_commitment,
        )

    def graded(self, receipt: Receipt) -> bool:
        """Whether a receipt is by this very grader."""
        return (self.suite_sha256, self.harness, self.limits, self.seed_commitment) == (
            receipt.suite_sha256,
            receipt.harness,
            receipt.limits,
            receipt.seed_commitment,
        )
