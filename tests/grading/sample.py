"""Works, graders and receipts for tests: sound ones, with whatever a test changes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import msgspec

from heldout.catalogue.cohort import Cohort, Late
from heldout.grading.plan import Grade
from heldout.grading.work import Grader, Submitter, Work
from heldout.grading.worth import Slot
from heldout.ledger.receipt import Limits, Receipt
from heldout.report import Verdict
from tests.ledger.sample import SOUND

KMEANS = ("kmeans", "challenge")
FOLLOW_UP = ("kmeans", "follow-up")
#: Noon, in the middle of the cohort.
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
NOW = NOON + timedelta(days=5)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TODAY = Grader(
    suite_sha256="a" * 64,
    harness="heldout 0.1",
    limits=Limits(20.0, 2.0, 512),
    seed_commitment="b" * 64,
    slots=tuple(Slot(case.name, case.max_points) for case in SOUND.cases),
)
BEFORE = msgspec.structs.replace(TODAY, suite_sha256="0" * 64)
PROSE = Grader(suite_sha256="d" * 64, harness="heldout 0.1", limits=None, seed_commitment=None)
GRADERS = {KMEANS: TODAY, FOLLOW_UP: PROSE}
LOGINS = {7: "ada", 8: "bob", 9: "eve"}


def sha(n: int) -> str:
    """The name of the n-th solution."""
    return hashlib.sha1(b"%d" % n).hexdigest()


def work(n: int = 0, user_id: int = 7, at: datetime = NOON, **changes: object) -> Work:
    """A user's n-th solution."""
    submitter = Submitter(
        candidate=LOGINS[user_id], user_id=user_id, pull_request=12, submitted_at=at
    )
    made = Work(
        submitter=submitter,
        slug="kmeans",
        kind="challenge",
        solution_sha=sha(n),
        head_sha="c" * 40,
    )
    return msgspec.structs.replace(made, **changes)


def receipt(
    n: int = 0, user_id: int = 7, at: datetime = NOON, by: Grader = TODAY, **changes: object
) -> Receipt:
    """The receipt of a user's n-th solution, a minute later."""
    facts = {
        "candidate": LOGINS[user_id],
        "user_id": user_id,
        "solution_sha": sha(n),
        "submitted_at": at,
        **msgspec.structs.asdict(by.grading(at + timedelta(minutes=1))),
    }
    return msgspec.structs.replace(SOUND, **{**facts, **changes})


def failed(n: int = 0, user_id: int = 7, at: datetime = NOON, **changes: object) -> Receipt:
    """One that we failed to grade."""
    return receipt(
        n, user_id, at, verdict=Verdict.JUDGE_ERROR, points=0.0, speed_ratio=None, **changes
    )


def grade(n: int = 0, user_id: int = 7, at: datetime = NOON, **changes: object) -> Grade:
    """That solution, to be graded."""
    return Grade(work(n, user_id, at, **changes), TODAY)


def cohort(**changes: object) -> Cohort:
    """A cohort of March, in Berlin, for ada and bob; three attempts a day."""
    made = Cohort(
        title="Spring",
        opens=datetime(2026, 3, 1, tzinfo=UTC),
        closes=datetime(2026, 4, 1, tzinfo=UTC),
        roster=("Ada", "bob"),
        late=Late("closed"),
        attempts_per_day=3,
        time_zone="Europe/Berlin",
    )
    return msgspec.structs.replace(made, **changes)
