"""The messages between a session and the zygote: fixed-size records on a stream socket.

A request names an operation, a worker and what it may use; the reply is a status, an integer and a
float. SPAWN's reply carries the descriptor of the new worker's channel.
"""

from __future__ import annotations

import socket
import struct
from typing import NamedTuple

SPAWN, KILL, REAP, STOP, CONTINUE, CPU = range(1, 7)
OK, FAILED = 0, 1

_REQUEST = struct.Struct("<IIQI")
_REPLY = struct.Struct("<Iqd")
ERROR_LIMIT_BYTES = 300


class Request(NamedTuple):
    """One operation on one worker; the last two matter to SPAWN alone."""

    operation: int
    worker: int
    memory_bytes: int = 0
    cpu_s: int = 0


class Reply(NamedTuple):
    """What came of it.

    SPAWN: the worker's number. REAP: its wait status, 0 if it had to be killed. CPU: its seconds.
    FAILED: an errno.
    """

    status: int
    integer: int = 0
    seconds: float = 0.0


def send_request(sock: socket.socket, request: Request) -> None:
    """Send one request."""
    sock.sendall(_REQUEST.pack(*request))


def receive_request(sock: socket.socket) -> Request | None:
    """Read one request; None when the session has ended."""
    data = sock.recv(_REQUEST.size, socket.MSG_WAITALL)
    return Request(*_REQUEST.unpack(data)) if len(data) == _REQUEST.size else None


def send_reply(sock: socket.socket, reply: Reply, descriptors: list[int] | None = None) -> None:
    """Send one reply, with descriptors if it has any."""
    socket.send_fds(sock, [_REPLY.pack(*reply)], descriptors or [])


def receive_reply(sock: socket.socket) -> tuple[Reply, list[int]]:
    """Read one reply and its descriptors. Raises EOFError when the zygote is gone."""
    data, descriptors, _, _ = socket.recv_fds(sock, _REPLY.size, 1, socket.MSG_WAITALL)
    if len(data) != _REPLY.size:
        raise EOFError
    return Reply(*_REPLY.unpack(data)), list(descriptors)
