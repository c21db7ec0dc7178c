"""What a grade costs beside a bare pytest process. One run, the same submissions, ratios."""

from __future__ import annotations

import argparse
import itertools
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from heldout.catalogue import repository
from heldout.catalogue.challenge import Challenge
from heldout.judging import suite as suites
from heldout.judging.judge import Judge
from heldout.sandbox import box, zygote
from heldout.sandbox.box import Isolation
from heldout.sandbox.session import Budget, Session

ENDLESS = """
def __getattr__(name):
    def call(*args, **kwargs):
        while True:
            pass
    return call
"""
COLD_RUNS = 7
SEALED = 50


def submissions(challenge: Challenge, count: int, *, leave_out: set[str]) -> list[Path]:
    """Take the challenge's samples round and round."""
    hidden = challenge.hidden
    assert hidden is not None
    samples = [path for path in (*hidden.accepted, *hidden.rejected) if path.stem not in leave_out]
    return list(itertools.islice(itertools.cycle(samples), count))


def timed(work: Callable[[], object]) -> float:
    """Seconds on the clock."""
    start_s = time.perf_counter()
    work()
    return time.perf_counter() - start_s


def bare_pytest(challenge: Challenge, solution: Path, folder: Path) -> float:
    """One pytest process over the hidden suite, the solution beside it."""
    hidden = challenge.hidden
    assert hidden is not None
    for source, name in (
        (hidden.suite, "test_hidden.py"),
        (hidden.reference, "reference.py"),
        (solution, "solution.py"),
    ):
        shutil.copy(source, folder / name)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_hidden.py"]
    return timed(lambda: subprocess.run(command, cwd=folder, capture_output=True, check=False))


def batch(challenge: Challenge, sources: list[bytes]) -> float:
    """All at once, both cores, from cold boxes to the last report."""
    assert challenge.hidden is not None
    suite = suites.hidden(challenge, challenge.hidden)

    def work() -> None:
        with Judge(Isolation.BUBBLEWRAP) as judge:
            list(judge.grade(suite, sources))

    return timed(work)


def cold(challenge: Challenge, solution: Path, root: Path) -> float:
    """One process of the command line for one submission."""
    command = [str(Path(sys.executable).with_name("heldout")), "grade", challenge.slug, "--json"]
    command += ["--solution", str(solution)]
    return timed(lambda: subprocess.run(command, cwd=root, capture_output=True, check=False))


def sealing() -> float:
    """From the request for a worker to a sealed one; median."""
    budget = Budget(call_s=1.0, total_s=1.0, memory_bytes=256 << 20)
    with box.start(box.ZYGOTE, Isolation.BUBBLEWRAP) as started:
        started.await_ready(zygote.READY)
        ours, theirs = socket.socketpair()
        with ours, theirs:
            socket.send_fds(started.socket, [zygote.READY], [theirs.fileno()])
            session = Session(ours)
            return statistics.median(timed(lambda: session.lease(budget)) for _ in range(SEALED))


def main() -> None:
    """Measure, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--challenge", default="kmeans")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--leave-out", nargs="*", default=["visits_all_pairs_of_points"])
    options = parser.parse_args()

    root = repository.find(Path(__file__).parent)
    challenge = root.challenge(options.challenge)
    assert challenge.hidden is not None
    paths = submissions(challenge, options.count, leave_out=set(options.leave_out))
    sources = [path.read_bytes() for path in paths]
    reference = challenge.hidden.reference
    with tempfile.TemporaryDirectory() as name:
        bare_s = [bare_pytest(challenge, path, Path(name)) for path in paths]
    batch_s = batch(challenge, sources) / len(sources)
    cold_s = statistics.median(cold(challenge, reference, root.root) for _ in range(COLD_RUNS))
    with tempfile.TemporaryDirectory() as name:
        bare_reference_s = statistics.median(
            bare_pytest(challenge, reference, Path(name)) for _ in range(COLD_RUNS)
        )
    five_s = batch(challenge, [ENDLESS.encode() + b"#%d" % n for n in range(5)])
    mean_s = statistics.mean(bare_s)

    print(
        f"{options.challenge}, {len(paths)} submissions; Python {platform.python_version()}, ",
        end="",
    )
    print(f"numpy {np.__version__}, {platform.machine()}\n")
    print("| what | seconds a submission | against bare pytest |")
    print("|---|---|---|")
    print(
        f"| bare pytest, one at a time (mean; median {statistics.median(bare_s):.2f}) "
        f"| {mean_s:.3f} | 1 |"
    )
    print(
        f"| heldout, batch of {len(paths)} on all cores | {batch_s:.3f} | {batch_s / mean_s:.2f} |"
    )
    print(f"| bare pytest, the reference (median of {COLD_RUNS}) | {bare_reference_s:.3f} | 1 |")
    print(f"| heldout, cold, the reference | {cold_s:.3f} | {cold_s / bare_reference_s:.2f} |")
    print(f"| heldout, sealing one worker (median of {SEALED}) | {sealing():.4f} | |")
    print(f"| heldout, endless ones (batch of 5) | {five_s / 5:.2f} | bare pytest never ends |")


if __name__ == "__main__":
    main()
