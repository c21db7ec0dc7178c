"""Blocks and ignores every signal that can be, then loops.

A timeout that asks politely, by SIGALRM, SIGTERM or SIGXCPU, would be heard by nobody.
"""

import contextlib
import signal


def _loop(*args, **kwargs):
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    for number in signal.valid_signals():
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    while True:
        pass


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _loop
