"""Closes every descriptor and lives on without them.

A tester that waits for the end of the process, and not of the channel, would wait for ever.
"""

import os


def _close(*args, **kwargs):
    os.closerange(0, 1 << 16)
    while True:
        pass


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _close
