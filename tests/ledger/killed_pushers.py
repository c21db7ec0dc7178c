"""Pushes from many processes at once: `python -m tests.ledger.killed_pushers REMOTE FOLDER`.

Kills some of them at random, and starts each again until it is done. It forks, so that a process
takes milliseconds to start. Prints how many were killed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess as Process
from pathlib import Path

from heldout.ledger import branch
from heldout.ledger.branch import Target
from heldout.ledger.lines import Entry
from tests.ledger.sample import entries

PROCESSES = 16
#: Two processes each write for the same user.
USERS = 8
KILLS = 40
_LONGEST_S = 0.1


def main(remote: str, folder: Path) -> None:
    """Start all, kill some, until every one has ended by itself."""
    chance = random.Random(16)
    running = [(number, start(number, remote, folder)) for number in range(PROCESSES)]
    killed = 0
    while running:
        time.sleep(chance.uniform(0, _LONGEST_S))
        if killed < KILLS:
            chance.choice(running)[1].kill()
        ended = [each for each in running if not each[1].is_alive()]
        running = [each for each in running if each not in ended]
        for number, process in ended:
            if process.exitcode == -signal.SIGKILL:
                killed += 1
                running.append((number, start(number, remote, folder)))
            elif process.exitcode:
                sys.exit(f"process {number} failed")
    print(killed)


def start(number: int, remote: str, folder: Path) -> Process:
    """Fork a process that records three receipts."""
    process = get_context("fork").Process(target=record, args=(number, remote, folder))
    process.start()
    return process


def receipts_of(number: int) -> list[Entry]:
    """The receipts that a process is to record."""
    return entries(*range(3 * number, 3 * number + 3), user_id=1 + number % USERS)


def record(number: int, remote: str, folder: Path) -> None:
    """Record three receipts of one user."""
    branch.push(
        receipts_of(number),
        Target(remote, "results", "receipts"),
        standing_in=folder,
        environment=os.environ,
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
