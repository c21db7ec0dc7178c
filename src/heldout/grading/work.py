"""What somebody handed in, and what grades it: the two halves that decide a receipt."""

from __future__ import annotations

import msgspec

from heldout.ledger.receipt import (
    Count,
    Kind,
    Limits,
    ObjectName,
    Receipt,
    Sha256,
    Slug,
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


class Grader(msgspec.Struct, frozen=True, kw_only=True):
    """What grades a task today: with the solution, all that decides a grade.

    `seed_commitment` names the cohort's seed key; None for prose, and where there is no cohort.
    """

    suite_sha256: Sha256
    harness: Text
    limits: Limits | None
    seed_commitment: Sha256 | None

    def graded(self, receipt: Receipt) -> bool:
        """Whether a receipt is by this very grader."""
        return (self.suite_sha256, self.harness, self.limits, self.seed_commitment) == (
            receipt.suite_sha256,
            receipt.harness,
            receipt.limits,
            receipt.seed_commitment,
        )
