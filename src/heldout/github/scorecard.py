"""What a candidate is told about a pull request: the data of the comment and of the job's summary.

Everything that came from a candidate, a suite or a receipt is text here as it was written; whoever
shows it escapes it. There are no inputs, no expected values and no times in it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from heldout.ledger.receipt import Case
from heldout.report import Finding, Verdict
from heldout.submission.ruling import Decision, Reason

#: What became of a file of this push.
#:
#: graded    just now
#: reused    the same bytes had been graded before, for somebody
#: known     this candidate's own result for the same bytes stands
#: declined  not graded, for the reason that is given: no attempt left, too late, not on the roster
#: refused   not taken, for the reason that is given
#: failed    we could not grade it: our fault, no attempt used
Outcome = Literal["graded", "reused", "known", "declined", "refused", "failed"]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A task that the candidate has handed in, now or before.

    `points` of `max_points` are those of the best work as graded; `worth` of `most` is what that
    brings to the total, weighted and, if late, cut. `verdict` and `cases` are those of the work
    that was handed in last. Where nothing was ever graded all numbers are 0, `verdict` is None and
    there are no cases. `kind` is challenge, casestudy or follow-up.
    """

    slug: str
    kind: str
    title: str
    points: float
    max_points: float
    worth: float
    most: float
    verdict: Verdict | None
    cases: tuple[Case, ...]
    #: Of this push; None for work of an earlier one.
    outcome: Outcome | None = None
    #: Why it was declined, refused or failed; or what a grade says as a whole.
    reason: str = ""
    #: Why it was refused, with the ways to set it right.
    refusal: Reason | None = None
    #: Of a written answer.
    findings: tuple[Finding, ...] = ()
    #: On the day of the push; None without a limit.
    attempts_left: int | None = None
    speed_ratio: float | None = None


class Untried(msgspec.Struct, frozen=True, kw_only=True):
    """A task that counts, and that the candidate has not handed in."""

    slug: str
    kind: str
    title: str


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """Absolute addresses; None where there is nothing to lead to."""

    repository: str
    run: str
    board: str | None = None


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """All that is said of a pull request at one head.

    `fault` is what went wrong on our side as a whole; with it, `tasks` may be those of before.
    `cohort` is its title; `attempts_per_day` is its limit, None without one.
    """

    candidate: str
    head_sha: str
    submitted_at: datetime
    decision: Decision | None
    reasons: tuple[Reason, ...]
    tasks: tuple[Task, ...]
    untried: tuple[Untried, ...]
    links: Links
    cohort: str | None = None
    attempts_per_day: int | None = None
    fault: str | None = None

    @property
    def worth(self) -> float:
        """The total so far."""
        return sum(task.worth for task in self.tasks)

    @property
    def most(self) -> float:
        """What the tasks that were handed in could bring."""
        return sum(task.most for task in self.tasks)
