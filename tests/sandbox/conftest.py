"""A zygote in its box, and sealed workers out of it."""

from __future__ import annotations

import socket
import textwrap
from collections.abc import Callable, Iterator

import pytest

from heldout.sandbox import box, zygote
from heldout.sandbox.box import Box, Isolation
from heldout.sandbox.session import Budget, Session, Worker

BUDGET = Budget(call_s=1.0, total_s=3.0, memory_bytes=256 << 20)


@pytest.fixture(scope="session")
def zygote_box() -> Iterator[Box]:
    """A zygote that serves the whole session."""
    with box.start(box.ZYGOTE, Isolation.BUBBLEWRAP) as started:
        started.await_ready(zygote.READY)
        yield started


@pytest.fixture
def session(zygote_box: Box) -> Iterator[Session]:
    """A session with the zygote."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            socket.send_fds(zygote_box.socket, [b"S"], [theirs.fileno()])
        yield Session(ours)


@pytest.fixture
def load(session: Session) -> Callable[[str], Worker]:
    """Lease a worker and load source code into it."""

    def loaded(source: str) -> Worker:
        worker = session.lease(BUDGET)
        reply = worker.request(["load", textwrap.dedent(source).encode(), 1])
        assert reply[0] == "value", reply
        return worker

    return loaded


def call(worker: Worker, name: str, *args: object) -> object:
    """Call a function of the loaded module; return the reply without its last part."""
    return worker.request(["call", None, name, list(args), {}])[:-1]
