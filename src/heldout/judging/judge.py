"""Grades solutions side by side: runs the suite, doubts failures, scores."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Self

from heldout.judging import score, seed
from heldout.judging.engine import Engine
from heldout.judging.messages import Case, Job
from heldout.judging.suite import Suite
from heldout.report import Report, Verdict
from heldout.sandbox.box import Isolation


class Judge:
    """A pool of warm boxes. Use as a context manager.

    The boxes' lives hang on the threads that start them, so one pool serves the judge's whole life.
    """

    def __init__(
        self, isolation: Isolation, *, jobs: int | None = None, seed_key: bytes | None = None
    ) -> None:
        self._seed_key = seed_key if seed_key is not None else secrets.token_bytes(32)
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
        cases = self._engine.warm_up(suite)

        def one(source: bytes) -> Report:
            report = self._grade_one(suite, cases, source)
            on_done(report)
            return report

        yield from self._pool.map(one, solutions)

    def _grade_one(self, suite: Suite, cases: Sequence[Case], source: bytes) -> Report:
        given = seed.derive(self._seed_key, suite.slug, suite.sha256, seed.solution_sha(source))
        finished = self._engine.run(suite, _job(suite, source, given))
        if finished is None and self._works(suite, given):
            # The sandbox is sound by now: one more try tells whose fault it was.
            finished = self._engine.run(suite, _job(suite, source, given))
            if finished is None:
                reason = "the code brought its own test run down, every time"
                return score.unrun(suite.slug, cases, Verdict.CRASHED, reason)
        if finished is None:
            reason = "the sandbox failed; this costs nothing, and is worth another try"
            return score.unrun(suite.slug, cases, Verdict.JUDGE_ERROR, reason)
        if finished.obstacle:
            return score.score(suite.slug, cases, finished, obstacle=finished.obstacle)
        doubtful = score.doubtful(finished.outcomes) if suite.reference else ()
        if doubtful:
            control = self._engine.run(suite, _job(suite, suite.reference, given, doubtful))
            finished = score.blame(finished, doubtful, control)
        return score.score(suite.slug, cases, finished)

    def _works(self, suite: Suite, given: bytes) -> bool:
        """Whether the reference, in the candidate's place, gets to the end of the suite."""
        control = _job(suite, suite.reference, given)
        return bool(suite.reference) and self._engine.run(suite, control) is not None


def _job(suite: Suite, source: bytes, given: bytes, only: tuple[str, ...] = ()) -> Job:
    return Job(
        source=source,
        reference=suite.reference,
        seed=given,
        entry_points=suite.entry_points,
        only=only,
        call_s=suite.limits.call_s,
        suite_s=suite.limits.suite_s,
        memory_bytes=suite.limits.memory_mb << 20,
    )
