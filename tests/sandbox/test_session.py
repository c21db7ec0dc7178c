"""Leasing workers, calling them, and what becomes of those that misbehave."""

from __future__ import annotations

import os
import socket
import time

import numpy as np
import pytest

from heldout.sandbox import box, zygote
from heldout.sandbox.box import Isolation
from heldout.sandbox.session import SandboxFaultError, Session, WorkerLostError
from tests.sandbox.conftest import BUDGET, call


def test_a_call_crosses_and_comes_back(load):
    """Arguments go in as data, results come out as data."""
    worker = load("def double(x): return 2 * x")
    kind, result = call(worker, "double", np.arange(3))
    assert kind == "value"
    assert result.tolist() == [0, 2, 4]


def test_what_a_call_prints_comes_along_capped(load):
    """Output is kept up to its limit and never blocks."""
    worker = load("def shout(): print('x' * 10**7)")
    output = worker.request(["call", None, "shout", [], {}])[-1]
    assert output == "x" * 16_384


def test_an_exception_comes_back_with_its_own_lines(load):
    """The trace names lines of the solution, nothing else."""
    worker = load("def fail():\n    raise ValueError('no')")
    kind, record, trace = call(worker, "fail")
    assert kind == "raised"
    assert record.type_names[:2] == ("ValueError", "ValueError")
    assert record.message == "no"
    assert trace == [[2, "fail", "raise ValueError('no')"]]


@pytest.mark.parametrize(
    ("source", "fate"),
    [
        ("def f():\n    while True: pass", "timeout"),
        ("import itertools\ndef f(): any(itertools.repeat(0))", "timeout"),
        ("import time\ndef f(): time.sleep(60)", "timeout"),
        ("import os\ndef f(): os._exit(0)", "crashed"),
        ("import ctypes\ndef f(): ctypes.string_at(0)", "crashed"),
        ("import os\ndef f(): os.write(3, b'x' * 100)", "crashed"),
        ("import os\ndef f(): os.close(3)", "crashed"),
    ],
    ids=["loop", "loop in C", "sleep", "exit", "segfault", "garbage", "closed channel"],
)
def test_a_worker_that_misbehaves_is_lost_with_its_fate(load, source, fate):
    """A deadline, a death or a broken protocol ends the worker, and says why."""
    worker = load(source)
    with pytest.raises(WorkerLostError) as lost:
        call(worker, "f")
    assert lost.value.fate == fate
    assert not worker.alive


def test_an_answer_that_comes_before_its_question_is_forged(load):
    """Frames that lie in the channel already end the worker."""
    worker = load(
        """
        import os, struct
        def f():
            body = b"\\x93\\xa5value\\x07\\xa0"
            os.write(3, 3 * (struct.pack("<IQ", len(body), 0) + body))
            return 1
        """
    )

    def call_twice():
        call(worker, "f")
        call(worker, "f")

    with pytest.raises(WorkerLostError, match="before it was asked"):
        call_twice()


def test_a_session_goes_on_after_a_lost_worker(load):
    """The next worker is a new one."""
    lost = load("import os\ndef f(): os._exit(0)")
    with pytest.raises(WorkerLostError):
        call(lost, "f")
    assert call(load("def f(): return 1"), "f") == ["value", 1]


def test_many_short_calls_are_stopped_at_the_budget_of_the_suite(load):
    """No single call is long, but all together use up the time."""
    worker = load(
        """
        import time
        def f():
            end = time.process_time() + 0.4
            while time.process_time() < end: pass
        """
    )

    def call_often():
        for _ in range(20):
            call(worker, "f")

    with pytest.raises(WorkerLostError, match="whole suite") as lost:
        call_often()
    assert lost.value.fate == "timeout"


def test_sleep_costs_clock_but_no_processor(load):
    """Deadlines count CPU seconds: a call may take longer on the clock than its budget."""
    worker = load("import time\ndef f():\n    time.sleep(1.3)\n    return 1")
    assert call(worker, "f") == ["value", 1]


def test_memory_is_limited(load):
    """A huge allocation raises in the worker instead of pressing the machine."""
    worker = load("import numpy as np\ndef f(): return np.ones(10**9).sum()")
    kind, record, *_ = call(worker, "f")
    assert kind == "raised"
    assert "MemoryError" in record.type_names


def test_a_worker_knows_nothing_of_the_one_before(load):
    """Files, modules and globals of one worker are not seen by the next."""
    source = """
        import os, numpy as np
        def mark():
            open("/tmp/mark", "w").write("x")
            np.mark = 1
        def marks():
            return os.listdir("/tmp"), hasattr(np, "mark")
    """
    first = load(source)
    call(first, "mark")
    assert call(first, "marks") == ["value", (["mark"], True)]
    assert call(load(source), "marks") == ["value", ([], False)]


def test_random_numbers_follow_the_seed_of_the_load(session):
    """Python's and NumPy's alike: a grade can be repeated, and workers do not share a state."""
    source = b"import random, numpy as np\ndef f(): return random.random(), np.random.rand()"
    drawn = []
    for seed in (1, 1, 2):
        worker = session.lease(BUDGET)
        worker.request(["load", source, seed])
        drawn.append(call(worker, "f")[1])
    assert drawn[0] == drawn[1]
    assert drawn[0][0] != drawn[2][0]
    assert drawn[0][1] != drawn[2][1]


def test_closing_a_session_kills_its_workers(zygote_box):
    """No worker outlives the one who asked for it."""
    ours, theirs = socket.socketpair()
    socket.send_fds(zygote_box.socket, [b"S"], [theirs.fileno()])
    theirs.close()
    worker = Session(ours).lease(BUDGET)
    channel = os.dup(worker._channel)
    ours.close()
    os.set_blocking(channel, True)
    assert os.read(channel, 1) == b""
    os.close(channel)


def test_a_frozen_worker_uses_no_time(session):
    """While another is measured, the rest stand still."""
    worker = session.lease(BUDGET)
    with worker.stopped():
        before_s = worker.cpu_s()
        time.sleep(0.1)
        assert worker.cpu_s() - before_s < 0.005


def test_a_dead_zygote_is_our_fault():
    """Its end is not taken for a candidate's."""
    with box.start(box.ZYGOTE, Isolation.BUBBLEWRAP) as started:
        started.await_ready(zygote.READY)
        ours, theirs = socket.socketpair()
        socket.send_fds(started.socket, [b"S"], [theirs.fileno()])
        theirs.close()
        worker = Session(ours).lease(BUDGET)
    with ours, pytest.raises(SandboxFaultError):
        worker.request(["load", b"x = 1", 1])
