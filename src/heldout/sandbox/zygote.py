"""Holds Python and numpy warm, and forks a sealed worker whenever a session asks for one.

Runs alone in its box. It never sees a line of anybody's code: a solution reaches its worker over a
channel that the zygote hands to the session and then forgets. Each session is a socket; when it
closes, its workers are killed.
"""

from __future__ import annotations

import collections
import ctypes
import functools
import gc
import heapq
import itertools
import math
import os
import random
import selectors
import signal
import socket
import statistics
import sys
import time
import typing

import numpy as np
import numpy.linalg
import numpy.random

from heldout.sandbox import control, seal, wire, worker

READY = b"R"
_ENDING_S = 0.1
_PR_SET_CHILD_SUBREAPER = 36
_PRELOADED = (collections, functools, heapq, itertools, math, statistics, typing)


class _Session:
    def __init__(self, sock: socket.socket, *, sealed: bool) -> None:
        self.sock = sock
        self.sealed = sealed
        self.pids: dict[int, int] = {}
        self.count = 0

    def fileno(self) -> int:
        return self.sock.fileno()

    def serve_one(self) -> bool:
        """Answer one request; False when the session has ended."""
        try:
            request = control.receive_request(self.sock)
            if request is None:
                return False
            self._answer(request)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def _answer(self, request: control.Request) -> None:
        try:
            if request.operation == control.SPAWN:
                self._spawn(seal.Allowance(request.memory_bytes, request.cpu_s))
                return
            reply = self._operate(request.operation, request.worker)
        except (OSError, KeyError) as exc:
            reply = control.Reply(control.FAILED, getattr(exc, "errno", 0) or 0)
        control.send_reply(self.sock, reply)

    def _operate(self, operation: int, number: int) -> control.Reply:
        pid = self.pids[number]
        if operation == control.KILL:
            self._kill(number)
            return control.Reply(control.OK)
        if operation == control.REAP:
            return control.Reply(control.OK, self._reap(number))
        if operation == control.CPU:
            return control.Reply(control.OK, 0, _cpu_s(pid))
        os.kill(pid, signal.SIGSTOP if operation == control.STOP else signal.SIGCONT)
        return control.Reply(control.OK)

    def _spawn(self, allowance: seal.Allowance) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            fork = _fork_sealed if self.sealed else _fork_plain
            pid = fork(theirs.fileno(), allowance)
            self.count += 1
            self.pids[self.count] = pid
            control.send_reply(self.sock, control.Reply(control.OK, self.count), [ours.fileno()])

    def _kill(self, number: int) -> None:
        pid = self.pids.pop(number)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)

    def _reap(self, number: int) -> int:
        """Collect a worker whose channel is closed: it is ending, unless it only hides."""
        deadline_s = time.monotonic() + _ENDING_S
        while time.monotonic() < deadline_s:
            pid, status = os.waitpid(self.pids[number], os.WNOHANG)
            if pid:
                del self.pids[number]
                return status
            time.sleep(_ENDING_S / 100)
        self._kill(number)
        return 0

    def end(self) -> None:
        """Kill what is left of the session's workers."""
        for number in list(self.pids):
            self._kill(number)
        self.sock.close()


def _fork_sealed(channel: int, allowance: seal.Allowance) -> int:
    """Fork twice around the namespaces; return the worker's pid as the zygote sees it."""
    reading, writing = os.pipe()
    between = os.fork()
    if between == 0:
        _run_between(channel, allowance, writing)
    os.close(writing)
    try:
        text = os.read(reading, control.ERROR_LIMIT_BYTES)
    finally:
        os.close(reading)
        os.waitpid(between, 0)
    pid, _, error = text.decode().partition(" ")
    if error or not pid:
        raise OSError(int(pid or 0), error)
    return int(pid)


def _run_between(channel: int, allowance: seal.Allowance, writing: int) -> typing.NoReturn:
    try:
        seal.isolate()
        pid = os.fork()
        if pid == 0:
            _run_worker(channel, functools.partial(seal.enclose, channel, allowance))
        os.write(writing, str(pid).encode())
    except OSError as exc:
        os.write(writing, f"{exc.errno} {exc}".encode())
    finally:
        os._exit(0)


def _fork_plain(channel: int, allowance: seal.Allowance) -> int:
    """Fork a worker without isolation, for hosts that have none to offer."""
    pid = os.fork()
    if pid == 0:
        _run_worker(channel, functools.partial(_confine_plainly, channel, allowance))
    return pid


def _confine_plainly(channel: int, allowance: seal.Allowance) -> None:
    seal.keep_only(channel)
    seal.limit(allowance)


def _run_worker(channel: int, confine: typing.Callable[[], None]) -> typing.NoReturn:
    try:
        try:
            confine()
        except OSError as exc:
            # Nobody's code has run yet, so this is ours to say, and the session reads it so.
            os.write(channel, b"".join(wire.encode(["unsealed", str(exc)])))
        else:
            os.write(seal.CHANNEL_FD, b"".join(wire.encode(["sealed", ""])))
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            worker.serve(seal.CHANNEL_FD)
    finally:
        os._exit(0)


def _cpu_s(pid: int) -> float:
    """Seconds of CPU that another process has used, from its own clock (`clock_getcpuclockid`)."""
    return time.clock_gettime(~pid << 3 | 2)


def _warm_up() -> None:
    """Touch what numpy makes lazily, once, so that no worker pays for it."""
    rows = np.random.default_rng(0).normal(size=(8, 8))
    np.linalg.norm(rows @ rows, axis=1).argmin()
    random.seed(0)
    np.random.seed(0)
    gc.collect()
    gc.freeze()


def _end_all(selector: selectors.BaseSelector) -> None:
    for key in list(selector.get_map().values()):
        if isinstance(key.fileobj, _Session):
            key.fileobj.end()


def main(descriptor: int, *, sealed: bool) -> None:
    """Serve sessions that arrive as descriptors on the host's socket, until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.clear()
    sys.dont_write_bytecode = True
    if sys.platform == "linux":
        # A sealed worker is its grandchild: it must come back here to be waited for.
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        seal.measure_baseline()
    _warm_up()
    host = socket.socket(fileno=descriptor)
    host.sendall(READY)
    selector = selectors.DefaultSelector()
    selector.register(host, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is host:
                data, descriptors, _, _ = socket.recv_fds(host, 1, 1)
                if not data:
                    _end_all(selector)
                    return
                session = _Session(socket.socket(fileno=descriptors[0]), sealed=sealed)
                selector.register(session, selectors.EVENT_READ)
            else:
                session = typing.cast("_Session", key.fileobj)
                if not session.serve_one():
                    selector.unregister(session)
                    session.end()
