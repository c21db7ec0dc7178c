"""Works and their contents -> reports and receipts, each as soon as it is there.

A receipt depends on nothing but the work and its grader: not on what else is graded in the same
run, nor in which order. So answers are not compared with each other here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from datetime import datetime
from typing import NamedTuple, Protocol, Self, TypeVar

from heldout.errors import (
    HeldoutError,
    OurFaultError,
    SandboxMissingError,
    SandboxRefusedError,
)
from heldout.grading.suites import Opened
from heldout.grading.work import TaskName, Work
from heldout.judging.judge import Judge
from heldout.judging.suite import Suite
from heldout.judging.trial import Trial
from heldout.ledger import receipt
from heldout.ledger.receipt import Receipt
from heldout.report import Report, Verdict
from heldout.sandbox.box import Isolation
from heldout.submission import source

#: What no other task of the same run would fare better with.
_OF_THE_HOST = (SandboxMissingError, SandboxRefusedError)

Entry = tuple[Work, bytes]
Clock = Callable[[], datetime]
T = TypeVar("T")


class MakeJudge(Protocol):
    """Makes the judge of a run; `Judge` itself does."""

    def __call__(self, isolation: Isolation, *, jobs: int | None = None) -> Judge: ...


class Graded(NamedTuple):
    """What came of one work, and the seconds by the clock that it took.

    `fault` is why it could not be graded, where that was not the candidate's doing. There is no
    receipt if it is not even known what it would have been graded by.
    """

    work: Work
    report: Report
    receipt: Receipt | None
    seconds: float
    fault: HeldoutError | None = None


class _Done(NamedTuple):
    """The same before a receipt is written."""

    work: Work
    report: Report
    seconds: float = 0.0
    fault: HeldoutError | None = None


def grade(
    opened: Opened,
    make_judge: MakeJudge,
    works: Iterable[Entry],
    clock: Clock,
    *,
    jobs: int | None = None,
) -> Iterator[Graded]:
    """Grade works, task by task; each is given as soon as it is done, in no order within a task.

    Whatever is wrong with one task becomes the report of its works, a judge error, and the others
    are graded. Raises only what is wrong with the host, `SandboxMissingError` or
    `SandboxRefusedError`; what was given before stands.
    """
    batches: dict[TaskName, list[Entry]] = {}
    for entry in works:
        batches.setdefault(entry[0].task, []).append(entry)
    with _Bench(opened, make_judge, jobs) as bench:
        for name, batch in batches.items():
            try:
                grader = opened.grader(name)
            except HeldoutError as exc:
                for done in _all_lost(batch, exc):
                    yield Graded(done.work, done.report, None, done.seconds, done.fault)
                continue
            for done in _taken(opened, bench, name, batch):
                written = receipt.write(done.report, done.work.submission, grader.grading(clock()))
                yield Graded(done.work, done.report, written, done.seconds, done.fault)


def _taken(
    opened: Opened, bench: _Bench, name: TaskName, batch: Sequence[Entry]
) -> Iterator[_Done]:
    """Sort out what does not hold what its name says, then grade the rest by its kind."""
    sound = []
    for work, content in batch:
        algorithm = "sha1" if len(work.solution_sha) == 40 else "sha256"
        if source.solution_sha(content, algorithm) == work.solution_sha:
            sound.append((work, content))
        else:
            fault = OurFaultError(
                f"what was read for {work.solution_sha} is something else",
                where=work.slug,
                next_step="git fsck says whether the clone is whole; then grade it again",
            )
            yield _lost(work, fault)
    if name[1] == "challenge":
        yield from _code(opened, bench, name[0], sound)
    else:
        yield from _prose(opened, name, sound)


def _code(opened: Opened, bench: _Bench, slug: str, batch: Sequence[Entry]) -> Iterator[_Done]:
    file = opened.challenge(slug).solution.relative_to(opened.root.root).as_posix()
    sound = []
    for work, content in batch:
        read = source.examine(file, content)
        if isinstance(read, source.Refusal):
            yield _Done(work, _unrun(work, Verdict.REFUSED, read.reason))
        else:
            sound.append((work, content))
    # A batch of refusals alone needs no box.
    if sound:
        yield from bench.judged(opened.suite(slug), sound)


def _prose(opened: Opened, name: TaskName, batch: Sequence[Entry]) -> Iterator[_Done]:
    try:
        assessor = opened.assessor(name)
    except HeldoutError as exc:
        yield from _all_lost(batch, exc)
        return
    for work, content in batch:
        start_s = time.monotonic()
        reader = assessor.filled_in() if opened.is_own(name, content) else assessor
        report = reader.grade(content)
        yield _Done(work, report, time.monotonic() - start_s)


class _Bench:
    """One judge for a run, made when there is code; and threads that wait for its reports.

    A judge gives reports in the order of the works, so it is asked for one at a time, from as many
    threads as it has boxes: a slow one then keeps no other from being recorded.
    """

    def __init__(self, opened: Opened, make_judge: MakeJudge, jobs: int | None) -> None:
        self._opened = opened
        self._make_judge = make_judge
        self._jobs = jobs or os.cpu_count() or 1
        self._stack = ExitStack()
        self._made: tuple[Judge, ThreadPoolExecutor] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def judged(self, suite: Suite, batch: Sequence[Entry]) -> Iterator[_Done]:
        """Judge works by one suite, in the order of completion."""
        self._made = self._made or self._set_up()
        judge, pool = self._made
        try:
            # Here, since a box lives no longer than the thread that starts it.
            _again(lambda: judge.cases(suite))
        except _OF_THE_HOST:
            raise
        except OurFaultError as exc:
            yield from _all_lost(batch, exc)
            return
        futures = {
            pool.submit(_judge, judge, suite, work, self._trial(suite, work, content)): work
            for work, content in batch
        }
        for future in as_completed(futures):
            try:
                yield future.result()
            except _OF_THE_HOST:
                raise
            except OurFaultError as exc:
                yield _lost(futures[future], exc)

    def _trial(self, suite: Suite, work: Work, content: bytes) -> Trial:
        seed = self._opened.seeds.of((suite.slug, suite.sha256, work.solution_sha))
        return Trial(source=content, seed=seed)

    def _set_up(self) -> tuple[Judge, ThreadPoolExecutor]:
        pool = ThreadPoolExecutor(self._jobs, "grading")
        # From the last to the first: no new work, no judge, and no threads.
        self._stack.callback(pool.shutdown)
        opened = self._opened
        judge = self._stack.enter_context(self._make_judge(opened.isolation, jobs=self._jobs))
        self._stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        return judge, pool


def _judge(judge: Judge, suite: Suite, work: Work, trial: Trial) -> _Done:
    start_s = time.monotonic()
    ((report, _),) = _again(lambda: tuple(judge.attempt(suite, [trial])))
    if report.verdict == Verdict.JUDGE_ERROR:
        ((report, _),) = judge.attempt(suite, [trial])
    fault = _judge_error(work, report) if report.verdict == Verdict.JUDGE_ERROR else None
    return _Done(work, report, time.monotonic() - start_s, fault)


def _again(do: Callable[[], T]) -> T:
    try:
        return do()
    except OurFaultError:
        return do()


def _judge_error(work: Work, report: Report) -> OurFaultError:
    return OurFaultError(
        report.reason,
        where=work.slug,
        next_step=f"heldout verify {work.slug} says whether it is the suite; else grade it again",
    )


def _all_lost(batch: Iterable[Entry], fault: HeldoutError) -> Iterator[_Done]:
    return (_lost(work, fault) for work, _ in batch)


def _lost(work: Work, fault: HeldoutError) -> _Done:
    reason = fault.fact.splitlines()[0]
    return _Done(work, _unrun(work, Verdict.JUDGE_ERROR, reason), fault=fault)


def _unrun(work: Work, verdict: Verdict, reason: str) -> Report:
    return Report.without_cases(work.slug, work.kind, verdict, reason)
