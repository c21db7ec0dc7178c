"""Stand-ins, in the tester, for what lives in a worker: a module, its functions, its objects."""

from __future__ import annotations

import builtins
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, NamedTuple

from heldout.sandbox import wire
from heldout.sandbox.session import Budget, Session, Worker, WorkerLostError

#: How many times slower than the reference a call may be: plain loops take up to a few hundred
#: times as long as NumPy.
FAIR_FACTOR = 1000.0


OUTPUT_LIMIT_CHARS = 2_000
_MESSAGE_LIMIT_CHARS = 2_000
_LINE_LIMIT = 10**6


class SolutionError(Exception):
    """Raised for what a solution raised when that is not an ordinary built-in exception."""


class Raised(NamedTuple):
    """What a solution raised, for the people who may see it: its own lines, innermost last."""

    type_name: str
    message: str
    trace: tuple[tuple[int, str, str], ...]


#: The exceptions that come back as themselves: built in, ordinary, made from one message.
_BUILT_IN = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type)
    and issubclass(kind, Exception)
    # Not these: they need more than a message, or would end a suite's own loops.
    and not issubclass(kind, (UnicodeError, ExceptionGroup, StopIteration, StopAsyncIteration))
    and kind is not Exception
}


class Link:
    """One role's worker: leased at the first call, loaded, replaced when it is lost.

    `twin` is the reference's link: what a slow call may use depends on what the reference needs
    for the very same call.

    `lost` is why the worker was lost since it was last cleared; a suite that swallows the
    exception changes nothing about it.
    """

    def __init__(
        self,
        session: Session,
        source: bytes,
        seed: int,
        budget: Budget,
        twin: Link | None = None,
    ) -> None:
        self._twin = twin
        self._session = session
        self._source = source
        self._seed = seed
        self._budget = budget
        self._worker: Worker | None = None
        self._spent_s = 0.0
        #: What the slowest call took, by the clock.
        self.slowest_s = 0.0
        self.lost: WorkerLostError | None = None
        self.output: list[str] = []

    def ask(self, *message: Any) -> list[Any]:
        """Send a request to the worker; return the reply without what was printed.

        Raises what the solution raised, or `WorkerLostError`.
        """
        if self._worker is None:
            self._worker = self._open()
        return self._exchange(self._worker, list(message))

    def reseed(self, seed: int) -> None:
        """Set the worker's global random states."""
        self.ask("reseed", seed)

    def random_state(self) -> bytes:
        """Digest of the worker's global NumPy generator."""
        return bytes(self.ask("random_state")[1])

    def cpu_s(self) -> float:
        """CPU seconds of the current worker."""
        return self._worker.cpu_s() if self._worker else 0.0

    def charged_s(self) -> float:
        """Sum up what all of its workers were charged, in seconds."""
        return self._spent_s + (self._worker.charged_s() if self._worker else 0.0)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Freeze the worker while another is measured."""
        if self._worker is None:
            yield
            return
        with self._worker.stopped():
            yield

    def _open(self) -> Worker:
        left_s = self._budget.total_s - self._spent_s
        if left_s <= 0:
            self.lost = WorkerLostError("timeout", "the time for the whole suite is used up")
            raise self.lost
        budget = self._budget._replace(total_s=left_s, call_s=min(self._budget.call_s, left_s))
        worker = self._session.lease(budget, self._object, self._handle)
        try:
            self._exchange(worker, ["load", self._source, self._seed])
        except BaseException:
            # Whatever kept it from loading, it must not stay behind.
            if worker.alive:
                self._spent_s += worker.charged_s()
                worker.close()
            raise
        return worker

    def _exchange(self, worker: Worker, message: list[Any]) -> list[Any]:
        start_s = time.monotonic()
        try:
            return self._read(worker, worker.request(message, self._fair_budget(message)))
        except WorkerLostError as exc:
            self._spent_s += worker.charged_s()
            self._worker = None
            self.lost = exc
            raise
        finally:
            self.slowest_s = max(self.slowest_s, time.monotonic() - start_s)

    def _fair_budget(self, message: list[Any]) -> Callable[[], float] | None:
        match message:
            # An object of the solution's own has no twin that could be asked the same.
            case ["call", None, str(), list(args), dict()] if self._twin is not None:
                if not any(isinstance(each, RemoteObject) for each in args):
                    return partial(self._twin.fair_budget_s, message)
        return None

    def fair_budget_s(self, message: list[Any]) -> float:
        """CPU seconds that another solution may use for a call, going by what it costs here."""
        costs_s = []
        # Twice, and the cheaper one: the first call of a new worker pays for its start.
        for _ in range(2):
            before_s = self.cpu_s()
            # What it answers, or raises, is of no interest here.
            with suppress(Exception, WorkerLostError):
                self.ask(*message)
            costs_s.append(self.cpu_s() - before_s)
        return FAIR_FACTOR * min(costs_s)

    def _read(self, worker: Worker, reply: list[Any]) -> list[Any]:
        match reply:
            case ["value", value, str(output)]:
                self._keep(output)
                return ["value", value]
            case ["callable", str(output)]:
                self._keep(output)
                return ["callable"]
            case ["raised", wire.ExceptionRecord() as record, list(trace), str(output)]:
                self._keep(output)
                raise _exception(record, trace)
            case ["unsendable", str(text), str()]:
                raise SolutionError(f"the result is not plain data: {_sound(text, 200)}")
        raise worker.break_off("a reply of an unknown form")

    def _keep(self, output: str) -> None:
        room = OUTPUT_LIMIT_CHARS - sum(map(len, self.output))
        if output and room > 0:
            self.output.append(_sound(output, room))

    def _handle(self, value: Any) -> wire.Handle | None:
        # Only its own: another worker's number would name another object here.
        if isinstance(value, RemoteObject) and value.__heldout_link__ is self:
            return value.__heldout_handle__
        return None

    def _object(self, handle: wire.Handle) -> RemoteObject:
        return RemoteObject(self, handle)


class RemoteModule:
    """Stands for a solution's module: `solution.kmeans_clustering(X, 3)`."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._functions: dict[str, RemoteFunction] = {}

    def __getattr__(self, name: str) -> RemoteFunction:
        _refuse_private(name)
        # The same object each time: `changed_arguments` asks about the last call.
        return self._functions.setdefault(name, RemoteFunction(self._link, None, name))


class RemoteFunction:
    """Stands for a function, a class or a bound method of a solution."""

    def __init__(self, link: Link, target: RemoteObject | None, name: str) -> None:
        self.link = link
        self._target = target
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.link.ask("call", self._target, self._name, list(args), kwargs)[1]

    @property
    def changed_arguments(self) -> bool:
        """Whether the last call changed what it was given."""
        return bool(self.link.ask("changed")[1])

    def __repr__(self) -> str:
        return f"<{self._name} of the solution>"


class RemoteObject:
    """Stands for an object of a solution's own class, or of any type that cannot cross."""

    def __init__(self, link: Link, handle: wire.Handle) -> None:
        self.__heldout_link__ = link
        self.__heldout_handle__ = handle

    def __getattr__(self, name: str) -> Any:
        _refuse_private(name)
        link = self.__heldout_link__
        kind, *value = link.ask("get", self, name)
        return RemoteFunction(link, self, name) if kind == "callable" else value[0]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.__heldout_link__.ask("call", self, "", list(args), kwargs)[1]

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        return self.__heldout_link__.ask("copy", self)[1]

    def __bool__(self) -> bool:
        # Or `assert solution.f(x)` would pass for any object at all.
        raise TypeError("an object of the solution's own is neither true nor false")

    def __repr__(self) -> str:
        return f"<a {self.__heldout_handle__.type_name[:80]!r} object of the solution>"


def _refuse_private(name: str) -> None:
    # Without this, numpy and copy would ask a stranger's object for its __array__ or __reduce__.
    if name.startswith("_"):
        raise AttributeError(f"{name} is private to the solution")


def _exception(record: wire.ExceptionRecord, trace: list[Any]) -> Exception:
    name = _sound(record.type_names[0], 80) if record.type_names else ""
    raised = Raised(name, _sound(record.message, _MESSAGE_LIMIT_CHARS), _lines(trace))
    kind = next((_BUILT_IN[name] for name in record.type_names[1:] if name in _BUILT_IN), None)
    exc = kind(raised.message) if kind else SolutionError(f"{name}: {raised.message}")
    exc.__heldout_raised__ = raised  # type: ignore[attr-defined]
    return exc


def _sound(text: str, limit: int) -> str:
    """Cut a text, and write out half characters: no encoder of ours would take them."""
    return text[:limit].encode("utf-8", "backslashreplace").decode()


def _lines(trace: list[Any]) -> tuple[tuple[int, str, str], ...]:
    lines = []
    for frame in trace[:8]:
        match frame:
            # A huge int would be a long text, and past some size no text at all.
            case [int(line), str(function), str(text)] if 0 <= line < _LINE_LIMIT:
                lines.append((line, _sound(function, 80), _sound(text, 200)))
    return tuple(lines)
