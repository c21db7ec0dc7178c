"""Grades solutions side by side: runs the suite, doubts failures, scores."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Self

import msgspec

from heldout.judging import score, seed
from heldout.judging.engine import Engine
from heldout.judging.messages import Case, Finished, Job
from heldout.judging.suite import Suite
from heldout.judging.trial import Cost, Trial, Tried
from heldout.report import Report, Verdict
from heldout.sandbox.box import Isolation


class Judge:
    """A pool of warm boxes. Use as a context manager.

    The boxes' lives hang on the threads that start them, so one pool serves the judge's whole life.
    """

    def __init__(self, isolation: Isolation, *, jobs: int | None = None) -> None:
        self._seed_key = secrets.token_bytes(32)
        self._engine = Engine(isolation)
        self._pool = ThreadPoolExecutor(jobs or os.cpu_count() or 1, "judge")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Boxes first: a thread that waits for one would keep the pool from ending.
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._engine.close()
        self._pool.shutdown()

    def grade(
        self,
        suite: Suite,
        solutions: Sequence[bytes],
        on_done: Callable[[Report], None] = lambda _: None,
    ) -> Iterator[Report]:
        """Grade solutions; reports come in the order given, `on_done` in the order of completion.

        Raises `SandboxMissingError`, `SandboxRefusedError` or `SuiteBrokenError`.
        """
        trials = [Trial(source=source) for source in solutions]
        for tried in self.attempt(suite, trials, lambda done: on_done(done.report)):
            yield tried.report

    def attempt(
        self,
        suite: Suite,
        trials: Sequence[Trial],
        on_done: Callable[[Tried], None] = lambda _: None,
    ) -> Iterator[Tried]:
        """Carry out trials, in the order given, like `grade`."""
        cases = self._engine.warm_up(suite)

        def one(trial: Trial) -> Tried:
            tried = self._attempt_one(suite, cases, trial)
            on_done(tried)
            return tried

        yield from self._pool.map(one, trials)

    def cases(self, suite: Suite) -> tuple[Case, ...]:
        """Collect a suite's tests. Raises like `grade`."""
        return self._engine.warm_up(suite)

    def _attempt_one(self, suite: Suite, cases: Sequence[Case], trial: Trial) -> Tried:
        given = trial.seed or seed.derive(
            self._seed_key, suite.slug, suite.sha256, seed.solution_sha(trial.source)
        )
        finished = self._run(suite, _job(suite, trial, given))
        if isinstance(finished, _Loss):
            return Tried(score.unrun(suite.slug, cases, *finished), Cost(0.0, 0.0))
        cost = Cost(finished.call_s, finished.suite_s)
        if finished.is_cut or trial.tests:
            seen = {outcome.name for outcome in finished.outcomes}
            cases = [case for case in cases if case.name in seen]
        if finished.obstacle:
            report = score.score(suite.slug, cases, finished, obstacle=finished.obstacle)
            return Tried(report, cost)
        doubtful = score.doubtful(finished.outcomes) if suite.reference and trial.control else ()
        if doubtful:
            control = self._engine.run(suite, _control(suite, trial, given, doubtful))
            finished = score.blame(finished, doubtful, control)
        return Tried(score.score(suite.slug, cases, finished), cost)

    def _run(self, suite: Suite, job: Job) -> Finished | _Loss:
        finished = self._engine.run(suite, job)
        if finished is None and self._works(suite, job):
            # The sandbox is sound by now: one more try tells whose fault it was.
            finished = self._engine.run(suite, job)
            if finished is None:
                reason = "the code brought its own test run down, every time"
                return _Loss(Verdict.CRASHED, reason)
        if finished is None:
            reason = "the sandbox failed; this costs nothing, and is worth another try"
            return _Loss(Verdict.JUDGE_ERROR, reason)
        return finished

    def _works(self, suite: Suite, job: Job) -> bool:
        """Whether the reference, in the candidate's place, gets to the end of the suite."""
        control = msgspec.structs.replace(job, source=suite.reference)
        return bool(suite.reference) and self._engine.run(suite, control) is not None


class _Loss(NamedTuple):
    """Why no attempt came to an end, and whose doing that was."""

    verdict: Verdict
    reason: str


def _job(suite: Suite, trial: Trial, given: bytes) -> Job:
    limits = trial.limits or suite.limits
    return Job(
        source=trial.source,
        reference=suite.reference,
        seed=given,
        entry_points=suite.entry_points,
        tests=trial.tests,
        call_s=limits.call_s,
        suite_s=limits.suite_s,
        memory_bytes=limits.memory_mb << 20,
        until=trial.until,
        compare=trial.compare,
    )


def _control(suite: Suite, trial: Trial, given: bytes, tests: tuple[str, ...]) -> Job:
    """Run the same tests on the same inputs, with the reference in the solution's place."""
    source = suite.reference
    control = msgspec.structs.replace(trial, source=source, tests=tests, until="end", compare=False)
    return _job(suite, control, given)
