"""The trusted side of a submission: leases workers from the zygote, calls them, keeps deadlines.

Deadlines are kept here, outside the worker, and count the worker's CPU seconds: on a busy machine
an honest call takes longer on the clock but not in CPU. A call that sleeps is cut by the clock, at
`WALL_FACTOR` times its budget.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple, NoReturn

from heldout.sandbox import control, wire

WALL_FACTOR = 3.0
#: What every call may use, whatever the reference needs for it.
FLOOR_S = 1.0
OPENING_S = 10.0

Fate = Literal["timeout", "crashed", "memory"]
ObjectFor = Callable[[wire.Handle], Any] | None
HandleFor = Callable[[Any], wire.Handle | None] | None


class WorkerLostError(BaseException):
    """The worker came to an end during a call, and it was its own doing.

    Not an `Exception`: a suite's `pytest.raises(Exception)` must not take it for an answer.
    """

    def __init__(self, fate: Fate, message: str) -> None:
        super().__init__(message)
        self.fate = fate


class SandboxFaultError(BaseException):
    """The zygote failed, or a worker could not be sealed: our fault, never the candidate's."""


class Budget(NamedTuple):
    """What one worker may use: CPU seconds for a call and for all, and memory."""

    call_s: float
    total_s: float
    memory_bytes: int


class Session:
    """One submission's line to the zygote. Closing it kills the workers it leased."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def lease(
        self, budget: Budget, object_for: ObjectFor = None, handle_for: HandleFor = None
    ) -> Worker:
        """Fork and seal a new worker. Raises `SandboxFaultError`.

        `object_for` makes the stand-in for each handle that the worker hands out, `handle_for`
        finds the handle of a stand-in that is sent to it.
        """
        # One second more than the watch outside allows: the kernel's limit is the second line.
        cpu_s = int(budget.total_s + budget.call_s) + 2
        reply, descriptors = self._ask(
            control.Request(control.SPAWN, 0, budget.memory_bytes, cpu_s)
        )
        worker = Worker(self, reply.integer, descriptors[0], budget, object_for, handle_for)
        worker.open()
        return worker

    def kill(self, number: int) -> None:
        """Kill a worker."""
        self._ask(control.Request(control.KILL, number))

    def reap(self, number: int) -> int:
        """Collect a worker that has closed its channel; return its wait status.

        One that closed it and lives on is killed; its status is 0.
        """
        return self._ask(control.Request(control.REAP, number))[0].integer

    def cpu_s(self, number: int) -> float:
        """CPU seconds that a worker has used since it was forked."""
        return self._ask(control.Request(control.CPU, number))[0].seconds

    def stop(self, number: int) -> None:
        """Freeze a worker, so that it cannot disturb the one that is measured."""
        self._ask(control.Request(control.STOP, number))

    def resume(self, number: int) -> None:
        """Let a frozen worker run again."""
        self._ask(control.Request(control.CONTINUE, number))

    def _ask(self, request: control.Request) -> tuple[control.Reply, list[int]]:
        try:
            control.send_request(self._sock, request)
            reply, descriptors = control.receive_reply(self._sock)
        except (EOFError, OSError) as exc:
            raise SandboxFaultError("the zygote is gone") from exc
        if reply.status != control.OK:
            raise SandboxFaultError(f"a worker could not be had: {os.strerror(reply.integer)}")
        return reply, descriptors


class Worker:
    """A leased worker: send it a request, get its reply or learn its fate."""

    def __init__(
        self,
        session: Session,
        number: int,
        channel: int,
        budget: Budget,
        object_for: ObjectFor = None,
        handle_for: HandleFor = None,
    ) -> None:
        self._object_for = object_for
        self._handle_for = handle_for
        self._session = session
        self._number = number
        self._channel = channel
        self._budget = budget
        self._cpu_seen_s = 0.0
        self._wall_since_seen_s = 0.0
        self._wall_s = 0.0
        self._poll = select.poll()
        self._poll.register(channel, select.POLLIN)
        os.set_blocking(channel, False)
        self._is_frozen = False
        self.alive = True

    def open(self) -> None:
        """Wait until the worker is sealed."""
        deadline = time.monotonic() + OPENING_S
        try:
            state, message = self._receive(lambda: deadline - time.monotonic())
        except (EOFError, TimeoutError, wire.ProtocolError, OSError) as exc:
            raise SandboxFaultError(f"a worker died before it was sealed: {exc}") from exc
        if state != "sealed":
            raise SandboxFaultError(f"a worker could not be sealed: {message}")

    def request(
        self, message: list[Any], fair_budget_s: Callable[[], float] | None = None
    ) -> list[Any]:
        """Send a request and return the reply's parts.

        A call that passes `FLOOR_S` is given what `fair_budget_s` says, within its budget.

        Raises `WorkerLostError` when the worker dies, breaks the protocol or runs out of time, and
        `wire.UnsendableError` when the message itself cannot cross.
        """
        if self._is_frozen:
            # Asked while another is measured, about a slow call's budget: nobody else wakes it.
            self._session.resume(self._number)
        parts = wire.encode(message, self._handle_for)
        self._refuse_overspent()
        self._refuse_unasked()
        watch = _Watch(self, self._budget.call_s, fair_budget_s)
        try:
            for part in parts:
                self._send(part, watch.remaining_s)
            reply = self._receive(watch.remaining_s)
            if type(reply) is not list or not reply:
                raise wire.ProtocolError("a reply is not a list")
            return reply
        except TimeoutError:
            raise self._lose("timeout", "ran out of time") from None
        except wire.ProtocolError as exc:
            raise self._lose("crashed", f"broke the protocol: {exc}") from None
        except (EOFError, OSError):
            self._explain_death()
        finally:
            elapsed_s = watch.elapsed_s()
            self._wall_since_seen_s += elapsed_s
            self._wall_s += elapsed_s

    def cpu_s(self) -> float:
        """CPU seconds that the worker has used so far."""
        if self.alive:
            self._cpu_seen_s = self._session.cpu_s(self._number)
            self._wall_since_seen_s = 0.0
        return self._cpu_seen_s

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Freeze the worker while something else is measured."""
        if not self.alive:
            yield
            return
        self._session.stop(self._number)
        self._is_frozen = True
        try:
            yield
        finally:
            self._is_frozen = False
            if self.alive:
                self._session.resume(self._number)

    def close(self) -> None:
        """Kill the worker, if it still lives."""
        if self.alive:
            self._leave()
            self._session.kill(self._number)

    def break_off(self, fact: str) -> WorkerLostError:
        """Kill a worker whose reply makes no sense; return what to raise."""
        return self._lose("crashed", f"broke the protocol: {fact}")

    def used_at_least_s(self) -> float:
        """Bound from below the CPU of the call in flight, though others came before it.

        Earlier calls used no more CPU than time, so what they took is subtracted as time.
        """
        seen, earlier = self._cpu_seen_s, self._wall_since_seen_s
        return self._session.cpu_s(self._number) - seen - earlier

    def charged_s(self) -> float:
        """What the worker has cost: its CPU seconds, or its time, where it mostly slept."""
        return max(self.cpu_s(), self._wall_s / WALL_FACTOR)

    def _refuse_unasked(self) -> None:
        """A reply that is there before its question can only be forged."""
        self._poll.modify(self._channel, select.POLLIN)
        for _, events in self._poll.poll(0):
            if events & select.POLLIN and not events & select.POLLHUP:
                raise self._lose("crashed", "answered before it was asked")

    def _refuse_overspent(self) -> None:
        """Look at the processor's clock only once the wall's has passed the budget of the suite."""
        if self._wall_s < self._budget.total_s:
            return
        asleep = self._wall_s >= WALL_FACTOR * self._budget.total_s
        if asleep or self.cpu_s() >= self._budget.total_s:
            raise self._lose("timeout", "used up the time for the whole suite")

    def _lose(self, fate: Fate, message: str) -> WorkerLostError:
        self.close()
        return WorkerLostError(fate, message)

    def _explain_death(self) -> NoReturn:
        self._leave()
        status = self._session.reap(self._number)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            if self._cpu_seen_s >= self._budget.total_s:
                raise WorkerLostError("timeout", "used up its processor time") from None
            # A sealed worker cannot send itself this signal, and its memory is limited: somebody
            # else did it. Whoever retries decides what to make of it if it happens every time.
            raise SandboxFaultError("a worker was killed from outside") from None
        raise WorkerLostError("crashed", "ended in the middle of a call") from None

    def _leave(self) -> None:
        self.cpu_s()
        self.alive = False
        os.close(self._channel)

    def _send(self, data: Any, remaining_s: Callable[[], float]) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self._channel, view) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, remaining_s)

    def _receive(self, remaining_s: Callable[[], float]) -> Any:
        head = self._read(wire.HEADER.size, remaining_s)
        structure_bytes, buffers_bytes = wire.lengths(head)
        structure = self._read(structure_bytes, remaining_s)
        buffers = self._read(buffers_bytes, remaining_s)
        return wire.decode(structure, buffers, self._object_for)

    def _read(self, size: int, remaining_s: Callable[[], float]) -> bytearray:
        data = bytearray(size)
        view = memoryview(data)
        while view:
            try:
                count = os.readv(self._channel, [view])
            except BlockingIOError:
                self._wait(select.POLLIN, remaining_s)
                continue
            if not count:
                raise EOFError("the channel is closed")
            view = view[count:]
        return data

    def _wait(self, event: int, remaining_s: Callable[[], float]) -> None:
        self._poll.modify(self._channel, event)
        while not self._poll.poll(max(1.0, 1000 * remaining_s())):
            pass


class _Watch:
    """Says how long to wait before looking again; raises TimeoutError when the budget is used."""

    def __init__(
        self, worker: Worker, budget_s: float, fair_budget_s: Callable[[], float] | None
    ) -> None:
        self._worker = worker
        self._start_s = time.monotonic()
        self._budget_s = budget_s
        self._fair_budget_s = fair_budget_s

    def elapsed_s(self) -> float:
        return time.monotonic() - self._start_s

    def remaining_s(self) -> float:
        elapsed = self.elapsed_s()
        patience_s = min(FLOOR_S, self._budget_s) if self._fair_budget_s else self._budget_s
        if elapsed < patience_s:
            return patience_s - elapsed
        if self._fair_budget_s:
            with self._worker.stopped():
                fair_s = self._fair_budget_s()
            self._budget_s = min(self._budget_s, max(FLOOR_S, fair_s))
            self._fair_budget_s = None
        return self._remaining_of_budget_s(self.elapsed_s())

    def _remaining_of_budget_s(self, elapsed: float) -> float:
        if elapsed < self._budget_s:
            return self._budget_s - elapsed
        if elapsed >= WALL_FACTOR * self._budget_s:
            raise TimeoutError
        left = self._budget_s - self._worker.used_at_least_s()
        if left <= 0:
            raise TimeoutError
        # A sleeper uses nothing: never wait past the clock's own limit.
        return min(left, WALL_FACTOR * self._budget_s - elapsed)
