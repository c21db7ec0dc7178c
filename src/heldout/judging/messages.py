"""What the host and the tester say to each other: typed frames on a stream socket."""

from __future__ import annotations

import socket
import struct
from typing import TypeVar

import msgspec

from heldout.judging.trial import Until

_LENGTH = struct.Struct("<I")
_FRAME_LIMIT_BYTES = 64 << 20
T = TypeVar("T")


class Setup(msgspec.Struct, frozen=True):
    """The suite to serve. `explain` asks for a failing test's own words (public suites only)."""

    file_name: str
    source: bytes
    explain: bool


class Case(msgspec.Struct, frozen=True):
    """One collected test."""

    name: str
    title: str
    group: str
    points: float
    gate: bool


class Collected(msgspec.Struct, frozen=True):
    """The suite's tests in order, or why there are none."""

    cases: tuple[Case, ...]
    mistake: str


class Job(msgspec.Struct, frozen=True):
    """One submission. `tests` are to be run in this order; none means all. Times are CPU seconds.

    With `compare`, every call of a test goes to the reference too, and must come to the same.
    """

    source: bytes
    reference: bytes
    seed: bytes
    entry_points: tuple[str, ...]
    tests: tuple[str, ...]
    call_s: float
    suite_s: float
    memory_bytes: int
    until: Until = "end"
    compare: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What one test saw. `detail` is filled for public suites; `wall_s` is None if it never ran."""

    name: str
    verdict: str
    wall_s: float | None
    detail: str


class Finished(msgspec.Struct, frozen=True):
    """The end of a job. A `fault` is ours: no verdict of this job may be used.

    `obstacle` is why the solution could not be loaded at all, before it saw any input. `is_cut`
    says that the rest was left out because the job asked for it. `call_s` is what the solution's
    slowest call took by the clock, `suite_s` what it was charged for all of them.
    """

    outcomes: tuple[Outcome, ...]
    speed_ratio: float | None = None
    obstacle: str = ""
    fault: str = ""
    is_cut: bool = False
    call_s: float = 0.0
    suite_s: float = 0.0


def send(sock: socket.socket, message: msgspec.Struct) -> None:
    """Send one message."""
    data = msgspec.msgpack.encode(message)
    sock.sendall(_LENGTH.pack(len(data)) + data)


def receive(sock: socket.socket, kind: type[T]) -> T:
    """Read one message. Raises EOFError, TimeoutError, or ValueError for anything malformed."""
    (length,) = _LENGTH.unpack(_exactly(sock, _LENGTH.size))
    if length > _FRAME_LIMIT_BYTES:
        raise ValueError("a message is larger than the limit")
    return msgspec.msgpack.decode(_exactly(sock, length), type=kind)


def _exactly(sock: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = sock.recv(min(size - len(data), 1 << 20))
        if not part:
            raise EOFError("the other side is gone")
        data += part
    return bytes(data)
