"""Works and receipts -> what is to be graded, and why the rest is not. Reads nothing, runs nothing.

A grade depends on the solution and on what grades it, not on who hands it in. So the same bytes
are graded once, and the same bytes of the same person are no new attempt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from heldout.catalogue.cohort import Cohort, attempts_left
from heldout.grading.work import Grader, Submitter, TaskName, Work
from heldout.ledger.receipt import Receipt, transfer
from heldout.report import Verdict
from heldout.report.text import printable

Which = Literal["stale", "all"]


class Grade(msgspec.Struct, frozen=True):
    """To be graded, by this grader."""

    work: Work
    grader: Grader

    def receipt(self, result: Receipt, graded_at: datetime) -> Receipt:
        """Write the receipt of this work: of `result` only what came of it is taken.

        That is its verdict, points, cases and speed. Who, what, when and by which grader is said
        by the work, whatever `result` says.
        """
        named = msgspec.structs.replace(result, slug=self.work.slug, kind=self.work.kind)
        return transfer(named, self.work.submission, self.grader.grading(graded_at))


class Known(msgspec.Struct, frozen=True):
    """Nothing to record: the same person's receipt for the same bytes stands."""

    work: Work
    receipt: Receipt


class Reused(msgspec.Struct, frozen=True):
    """Nothing to run: `receipt` is new, to be recorded, and says what came of the same bytes."""

    work: Work
    receipt: Receipt


class Declined(msgspec.Struct, frozen=True):
    """Not to be graded; `reason` is for whoever handed it in, and safe to print."""

    work: Work
    reason: str


Outcome = Grade | Known | Reused | Declined
_Outcome = TypeVar("_Outcome", Grade, Known, Reused, Declined)


class Plan(msgspec.Struct, frozen=True):
    """What becomes of each work; `outcomes` are in the order of the works."""

    outcomes: tuple[Outcome, ...]

    @property
    def grades(self) -> tuple[Grade, ...]:
        """What is to be graded."""
        return self._of(Grade)

    @property
    def known(self) -> tuple[Known, ...]:
        """What was graded before."""
        return self._of(Known)

    @property
    def reused(self) -> tuple[Reused, ...]:
        """What has a new receipt without being graded."""
        return self._of(Reused)

    @property
    def declined(self) -> tuple[Declined, ...]:
        """What is not to be graded."""
        return self._of(Declined)

    def _of(self, kind: type[_Outcome]) -> tuple[_Outcome, ...]:
        return tuple(each for each in self.outcomes if isinstance(each, kind))


def plan(
    works: Sequence[Work],
    receipts: Iterable[Receipt],
    graders: Mapping[TaskName, Grader],
    cohort: Cohort | None,
    now: datetime,
) -> Plan:
    """Decide for each work, in the order in which they were handed in.

    The first of these that holds decides:

    - nothing grades its task today: declined;
    - its submitter has a receipt by today's grader for the same bytes, handed in no later, and
      counting for no less (from before the opening it counts for nothing): known, whatever the
      cohort says now;
    - the cohort does not take it, by who, what or when: declined;
    - there is a receipt by today's grader for the same bytes, whose ever: reused. It costs no
      attempt, as it tells nothing that nobody had been told;
    - the bytes are new to its submitter, and the day's attempts are used up: declined;
    - else it is to be graded.

    An attempt is a solution that was new when its submitter's first receipt for it was written,
    on the day on which it was handed in, in the cohort's zone; judge-errors are none. All attempts
    of the day count, those handed in later too, and those that this plan is to grade. The same
    bytes twice in one plan are graded twice, as no result is there yet: of one person for one
    attempt, of two for one each until the receipts are there.

    Pure; `now` is the time of new receipts. Raises `TypeError` for a time without a zone.
    """
    history = _History(graders, {work.task for work in works})
    # Receipts are kept by user: only by their times is it seen who was first.
    for receipt in sorted(receipts, key=lambda each: each.graded_at):
        history.add(receipt)
    outcomes: dict[int, Outcome] = {}
    for n in sorted(range(len(works)), key=lambda n: works[n].submitter.submitted_at):
        outcomes[n] = _decide(works[n], graders.get(works[n].task), history, cohort, now)
    return Plan(tuple(outcomes[n] for n in range(len(works))))


def regrade(
    receipts: Iterable[Receipt], graders: Mapping[TaskName, Grader], only: Which = "stale"
) -> list[Grade]:
    """Choose what is to be graded again, of all that was graded before, the most recent first.

    Of each submission (user, task, solution, time) its last receipt decides. `stale`: it is not by
    today's grader, or is a judge-error; `all`: any. Times stay those of handing in, so no attempt
    is counted anew. Tasks without a grader are left out: give fewer to regrade less. A work whose
    `head_sha` is None came in no commit, and whether its content is still there is for the caller
    to find out.
    """
    last: dict[tuple[object, ...], Receipt] = {}
    for receipt in sorted(receipts, key=lambda each: each.graded_at):
        last[_submission(receipt)] = receipt
    chosen = [
        Grade(_work(receipt), grader)
        for receipt in last.values()
        if (grader := graders.get((receipt.slug, receipt.kind))) is not None
        and (only == "all" or _is_judge_error(receipt) or not grader.graded(receipt))
    ]
    chosen.sort(key=lambda each: (each.work.submitter.user_id, each.work.task))
    chosen.sort(key=lambda each: each.work.submitter.submitted_at, reverse=True)
    return chosen


def attempts(receipts: Iterable[Receipt], user_id: int) -> dict[TaskName, list[datetime]]:
    """Give when somebody's attempts at each task were handed in, as `plan` counts them.

    `receipts` are everybody's: the same bytes of somebody else make a solution no attempt.
    """
    ordered = sorted(receipts, key=lambda each: each.graded_at)
    history = _History({}, {(each.slug, each.kind) for each in ordered})
    for receipt in ordered:
        history.add(receipt)
    return history.attempts_of(user_id)


class _History:
    """What was graded so far, added in the order of grading."""

    def __init__(self, graders: Mapping[TaskName, Grader], tasks: set[TaskName]) -> None:
        self._graders = graders
        self._tasks = tasks
        self._results: set[tuple[object, ...]] = set()
        self._own: defaultdict[tuple[object, ...], list[Receipt]] = defaultdict(list)
        self._latest: dict[tuple[TaskName, str], Receipt] = {}
        self._tried: set[tuple[object, ...]] = set()
        self._attempts: defaultdict[tuple[int, TaskName], list[datetime]] = defaultdict(list)

    def add(self, receipt: Receipt) -> None:
        """Take a receipt into account."""
        task = (receipt.slug, receipt.kind)
        if task not in self._tasks or _is_judge_error(receipt):
            return
        result = (
            *(task, receipt.solution_sha, receipt.suite_sha256),
            *(receipt.harness, receipt.limits, receipt.seed_commitment),
        )
        is_told = result in self._results
        self._results.add(result)
        self._try(receipt.user_id, task, receipt.solution_sha, receipt.submitted_at, is_told)
        grader = self._graders.get(task)
        if grader is not None and grader.graded(receipt):
            self._own[receipt.user_id, task, receipt.solution_sha].append(receipt)
            self._latest[task, receipt.solution_sha] = receipt

    def expect(self, work: Work) -> None:
        """Take into account that a work will be graded."""
        by = work.submitter
        self._try(by.user_id, work.task, work.solution_sha, by.submitted_at, is_told=False)

    def standing(self, work: Work, cohort: Cohort | None) -> Receipt | None:
        """Find the receipt of the same person for the same bytes that makes a new one idle."""
        handed_in_at = work.submitter.submitted_at
        own = self._own.get((work.submitter.user_id, work.task, work.solution_sha), ())
        standing = [
            each
            for each in own
            if each.submitted_at <= handed_in_at
            and _share(each.submitted_at, cohort) >= _share(handed_in_at, cohort)
        ]
        # The very submission if it is there; of several grades of it the last.
        return max(reversed(standing), key=lambda each: each.submitted_at, default=None)

    def latest(self, work: Work) -> Receipt | None:
        """Find the last receipt for the same bytes by today's grader, whose ever."""
        return self._latest.get((work.task, work.solution_sha))

    def is_tried(self, work: Work) -> bool:
        """Whether its submitter has handed in the same bytes before."""
        return (work.submitter.user_id, work.task, work.solution_sha) in self._tried

    def attempts(self, work: Work) -> Sequence[datetime]:
        """Give when the submitter's attempts at this task were handed in."""
        return self._attempts.get((work.submitter.user_id, work.task), ())

    def attempts_of(self, user_id: int) -> dict[TaskName, list[datetime]]:
        """Give somebody's attempts at each task."""
        return {task: times for (user, task), times in self._attempts.items() if user == user_id}

    def _try(
        self, user_id: int, task: TaskName, solution_sha: str, at: datetime, is_told: bool
    ) -> None:
        if (user_id, task, solution_sha) in self._tried:
            return
        self._tried.add((user_id, task, solution_sha))
        if not is_told:
            self._attempts[user_id, task].append(at)


def _decide(
    work: Work, grader: Grader | None, history: _History, cohort: Cohort | None, now: datetime
) -> Outcome:
    if grader is None:
        return Declined(work, f"there is nothing here that grades {_title(work)}")
    if (receipt := history.standing(work, cohort)) is not None:
        return Known(work, receipt)
    if cohort is not None and (reason := _not_taken(work, cohort)) is not None:
        return Declined(work, reason)
    grade = Grade(work, grader)
    if (receipt := history.latest(work)) is not None:
        reused = grade.receipt(receipt, now)
        history.add(reused)
        return Reused(work, reused)
    if cohort is not None and not history.is_tried(work):
        times = history.attempts(work)
        if attempts_left(cohort, times, work.submitter.submitted_at) == 0:
            return Declined(work, _used_up(work, cohort))
    history.expect(work)
    return grade


def _not_taken(work: Work, cohort: Cohort) -> str | None:
    """Say why a cohort does not take a work, whatever the solution; None if it does."""
    by = work.submitter
    title = printable(cohort.title)
    if not cohort.admits(by.candidate):
        return (
            f"you are not on the roster of {title}; ask its maintainers to add you, then push again"
        )
    if cohort.weight(*work.task) is None:
        return f"{title} does not count {_title(work)}, so nothing was graded"
    if by.submitted_at < cohort.opens:
        return f"{title} has not opened yet; push again from {_shown(cohort.opens, cohort)} on"
    if cohort.late_factor(by.submitted_at) == 0.0:
        return (
            f"{title} closed at {_shown(cohort.closes, cohort)}, and this was handed in at "
            f"{_shown(by.submitted_at, cohort)}; late work: {cohort.late.describe()}"
        )
    return None


def _used_up(work: Work, cohort: Cohort) -> str:
    zone = ZoneInfo(cohort.time_zone)
    day = work.submitter.submitted_at.astimezone(zone).date()
    midnight = datetime.combine(day + timedelta(days=1), time(), zone)
    count = cohort.attempts_per_day
    spent = "the 1 attempt" if count == 1 else f"all {count} attempts"
    return (
        f"{spent} of {day.isoformat()} at {_title(work)} "
        f"{'is' if count == 1 else 'are'} used up; to have this graded, push again from "
        f"{_shown(midnight, cohort)} on: git commit --allow-empty -m again && git push"
    )


def _shown(at: datetime, cohort: Cohort) -> str:
    """Write a time in the cohort's zone, as `2026-09-02 00:00+02:00 (Europe/Berlin)`."""
    # By way of its timestamp: where clocks skip midnight, the day begins at one.
    local = datetime.fromtimestamp(at.timestamp(), ZoneInfo(cohort.time_zone))
    text = local.isoformat(" ", "seconds" if local.second else "minutes")
    return f"{text} ({cohort.time_zone})"


def _title(work: Work) -> str:
    slug = printable(work.slug)
    return f"the follow-up questions of {slug}" if work.kind == "follow-up" else slug


def _share(handed_in_at: datetime, cohort: Cohort | None) -> float:
    return 1.0 if cohort is None else cohort.late_factor(handed_in_at)


def _is_judge_error(receipt: Receipt) -> bool:
    return receipt.verdict == Verdict.JUDGE_ERROR


def _submission(receipt: Receipt) -> tuple[object, ...]:
    """Name what was handed in: by whom, for which task, and when."""
    task = (receipt.slug, receipt.kind)
    return receipt.user_id, task, receipt.solution_sha, receipt.submitted_at


def _work(receipt: Receipt) -> Work:
    return Work(
        submitter=Submitter(
            candidate=receipt.candidate,
            user_id=receipt.user_id,
            pull_request=receipt.pull_request,
            submitted_at=receipt.submitted_at,
        ),
        slug=receipt.slug,
        kind=receipt.kind,
        solution_sha=receipt.solution_sha,
        head_sha=receipt.head_sha,
    )
