"""Workers of one box, one after the other: what one leaves, the next does not find."""

from __future__ import annotations

WRITER = b"""
import os

def double(x):
    for folder, folders, _ in os.walk("/"):
        folders[:] = [each for each in folders if os.path.join(folder, each) != "/proc"]
        try:
            with open(os.path.join(folder, "left-by-a-worker"), "wb") as file:
                file.write(b"x")
        except OSError:
            pass
    return 2 * x
"""
READER = b"""
import os

def double(x):
    for folder, folders, files in os.walk("/"):
        folders[:] = [each for each in folders if os.path.join(folder, each) != "/proc"]
        if "left-by-a-worker" in files:
            return folder
    return 2 * x
"""


def test_what_a_worker_writes_is_gone_with_it(judge, double):
    """In whatever folder it found a way to write; else it would be a way to tell the next."""
    suite = double.suite()
    for _ in range(3):
        wrote, read = judge.grade(suite, [WRITER, READER])
        assert wrote.verdict == "passed"
        assert read.verdict == "passed"
