"""Processes that are killed at any moment: a verdict, never a hang or a remnant."""

from __future__ import annotations

import contextlib
import random
import threading
import time

import psutil
import pytest

from heldout.judging.judge import Judge
from heldout.report import Verdict
from heldout.sandbox.box import Isolation

SLOW = b"import time\ndef double(x):\n    time.sleep(0.05)\n    return 2 * x  # %d"

KILLS = 5


def below() -> list[psutil.Process]:
    """Every process that this one started, and those that they did."""
    return psutil.Process().children(recursive=True)


def kill_one(choose: random.Random, known: set[int]) -> None:
    """Kill a process below this one that was not there before."""
    candidates = [process for process in below() if process.pid not in known]
    if candidates:
        with contextlib.suppress(psutil.NoSuchProcess):
            choose.choice(candidates).kill()


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(n, marks=pytest.mark.nightly) for n in range(2, 6))]
)
def test_killing_any_process_at_any_moment_costs_nobody_a_verdict(double, seed):
    """Right code passes or is a judge error: it is never failed for what happened to us."""
    known = {process.pid for process in below()}
    choose = random.Random(seed)
    stop = threading.Event()

    def kill_now_and_then():
        for _ in range(KILLS):
            if stop.wait(choose.uniform(0.1, 0.8)):
                return
            kill_one(choose, known)

    killer = threading.Thread(target=kill_now_and_then)
    with Judge(Isolation.BUBBLEWRAP) as made:
        suite = double.suite()
        list(made.grade(suite, [SLOW % 0]))
        killer.start()
        try:
            reports = list(made.grade(suite, [SLOW % n for n in range(1, 25)]))
        finally:
            stop.set()
            killer.join()
    assert {report.verdict for report in reports} <= {Verdict.PASSED, Verdict.JUDGE_ERROR}
    assert sum(report.verdict == Verdict.PASSED for report in reports) >= 24 - 2 * KILLS
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and {p.pid for p in below()} - known:
        time.sleep(0.05)
    assert {process.pid for process in below()} <= known
