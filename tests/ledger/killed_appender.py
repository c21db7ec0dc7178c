"""Appends in a loop and is killed, again and again: `python -m tests.ledger.killed_appender DIR`.

Prints, for each round, how many receipts the killed process had been told were recorded. It forks,
so that a round takes milliseconds and not the start of an interpreter.
"""

from __future__ import annotations

import itertools
import os
import random
import sys
import time
from multiprocessing import get_context
from pathlib import Path

from heldout.ledger import folder
from tests.ledger.sample import receipt

ROUNDS = 25
LONGEST_S = 0.03


def main(path: Path) -> None:
    """Run the rounds; each goes on where the killed one may have been."""
    chance = random.Random(7)
    recorded = 0
    for number in range(ROUNDS):
        ours, theirs = os.pipe()
        child = get_context("fork").Process(target=append_for_ever, args=(path, recorded, theirs))
        child.start()
        os.close(theirs)
        with os.fdopen(ours, "rb", buffering=0) as told:
            # However slow the machine: some are killed at their first receipt, some later.
            recorded += sum(len(told.read(1)) for _ in range(number % 3))
            time.sleep(chance.uniform(0, LONGEST_S))
            child.kill()
            child.join()
            recorded += len(told.read())
        print(recorded, flush=True)


def append_for_ever(path: Path, start: int, told: int) -> None:
    """Append one receipt after another; tell of each when it is recorded."""
    for n in itertools.count(start):
        folder.append(path, [receipt(n)])
        os.write(told, b".")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
