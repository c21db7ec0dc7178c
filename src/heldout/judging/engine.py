"""Boxes and jobs: one zygote for all suites, one tester for each, restarted when they are lost.

A job is two pairs of sockets. One carries the submission to a fork of the tester, and its outcomes
back; the other is that fork's own line to the zygote, over which it leases workers. When the fork
ends, however it ends, that line closes and the zygote kills the workers.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

from heldout.errors import OurFaultError, SuiteBrokenError
from heldout.judging import messages, tester
from heldout.judging.messages import Case, Collected, Finished, Job, Setup
from heldout.judging.suite import Suite
from heldout.sandbox import box, zygote
from heldout.sandbox.box import Box, Isolation
from heldout.sandbox.session import WALL_FACTOR

_ATTEMPTS = 3
_COLLECTION_S = 60.0
_HOST_GRACE_S = tester.GRACE_S + 10.0


class Engine:
    """Runs jobs in boxes. Safe to use from several threads."""

    def __init__(self, isolation: Isolation) -> None:
        self._isolation = isolation
        self._zygote = _Station(isolation, None)
        self._testers: dict[tuple[str, bool], _Station] = {}
        self._lock = threading.Lock()

    def warm_up(self, suite: Suite) -> tuple[Case, ...]:
        """Start the boxes that a suite needs, side by side; return the suite's cases.

        Raises `SandboxMissingError`, `SandboxRefusedError` or `SuiteBrokenError`.
        """
        each = self._tester(suite)
        for station in (self._zygote, each):
            station.start()
        for station in (self._zygote, each):
            station.await_ready()
        return each.cases

    def run(self, suite: Suite, job: Job) -> Finished | None:
        """Run a job, again if its boxes are lost on the way; None when every attempt was lost."""
        for _ in range(_ATTEMPTS):
            # A box may be killed while it starts, too; what is wrong with the host or the suite
            # has shown itself before the first job.
            with suppress(OurFaultError):
                self.warm_up(suite)
            finished = self._attempt(suite, job)
            if finished is not None and not finished.fault:
                return finished
            # A box that died shows itself only now; one that lives is kept.
            for station in (self._zygote, self._tester(suite)):
                station.discard_if_dead()
        return None

    def close(self) -> None:
        """End every box and everything in it."""
        for station in (self._zygote, *self._testers.values()):
            station.close()

    def _tester(self, suite: Suite) -> _Station:
        with self._lock:
            # A tester that explains must never serve a hidden suite, were it the same in all else.
            key = (suite.sha256, suite.explain)
            if key not in self._testers:
                self._testers[key] = _Station(self._isolation, suite)
            return self._testers[key]

    def _attempt(self, suite: Suite, job: Job) -> Finished | None:
        """Run a job once; None when it was lost. One that used up all its time had its turn."""
        start_s = time.monotonic()
        finished = self._exchange(suite, job)
        overdue = time.monotonic() - start_s >= WALL_FACTOR * job.suite_s + tester.GRACE_S
        return Finished(()) if finished is None and overdue else finished

    def _exchange(self, suite: Suite, job: Job) -> Finished | None:
        ours, theirs = socket.socketpair()
        leases, zygotes_end = socket.socketpair()
        with ours, theirs, leases, zygotes_end:
            try:
                self._zygote.hand_over(zygote.READY, zygotes_end)
                self._tester(suite).hand_over(tester.JOB, theirs, leases)
                # Only the boxes hold the far ends from here on, so that their end is seen.
                for end in (theirs, leases, zygotes_end):
                    end.close()
                ours.settimeout(WALL_FACTOR * job.suite_s + _HOST_GRACE_S)
                messages.send(ours, job)
                return messages.receive(ours, Finished)
            except (OSError, EOFError, ValueError):
                return None


class _Station:
    """The place of one box: starts it, notices its death, starts it again. No suite: the zygote."""

    def __init__(self, isolation: Isolation, suite: Suite | None) -> None:
        self._isolation = isolation
        self._suite = suite
        self._box: Box | None = None
        self._ready = False
        self._closed = False
        self._lock = threading.Lock()
        self.cases: tuple[Case, ...] = ()

    def start(self) -> None:
        """Start the box unless it runs; do not wait for it."""
        with self._lock:
            if self._box is None and not self._closed:
                program = box.TESTER if self._suite else box.ZYGOTE
                self._box, self._ready = box.start(program, self._isolation), False

    def await_ready(self) -> None:
        """Wait until the box can serve."""
        with self._lock:
            if self._ready or self._box is None:
                return
            try:
                self._box.await_ready(zygote.READY)
                if self._suite is not None:
                    self.cases = _collect(self._box, self._suite)
            except BaseException:
                self._box.close()
                self._box = None
                raise
            self._ready = True

    def hand_over(self, message: bytes, *ends: socket.socket) -> None:
        """Pass sockets into the box. Raises OSError when it is gone."""
        with self._lock:
            if self._box is None:
                raise BrokenPipeError
            socket.send_fds(self._box.socket, [message], [end.fileno() for end in ends])

    def discard_if_dead(self) -> None:
        """Clear the place of a box that has ended."""
        with self._lock:
            if self._box is not None and not self._box.is_running():
                self._box.close()
                self._box = None

    def close(self) -> None:
        """End the box for good."""
        with self._lock:
            self._closed = True
            if self._box is not None:
                self._box.close()
                self._box = None


def _collect(tester_box: Box, suite: Suite) -> tuple[Case, ...]:
    """Send the suite and receive its cases. Raises `SuiteBrokenError`."""
    tester_box.socket.settimeout(_COLLECTION_S)
    collected = Collected((), "the tester did not answer")
    with suppress(OSError, EOFError, ValueError):
        setup = Setup(suite.file_name, suite.source, suite.explain)
        messages.send(tester_box.socket, setup)
        collected = messages.receive(tester_box.socket, Collected)
    tester_box.socket.settimeout(None)
    if collected.mistake:
        raise SuiteBrokenError(
            f"the suite cannot be used:\n{collected.mistake}",
            where=f"challenges/{suite.slug}/{suite.file_name}",
            next_step="correct the suite; no submission is to blame, and none was graded",
        )
    return collected.cases
