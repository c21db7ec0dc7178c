"""Starts threads that go on working after the call has returned.

They would disturb whatever is measured next, and keep the process from ending.
"""

import contextlib
import threading

import numpy as np


def _spin():
    while True:
        pass


def _start(*args, **kwargs):
    with contextlib.suppress(RuntimeError):
        for _ in range(50):
            threading.Thread(target=_spin, daemon=False).start()
    return np.zeros_like(args[0]) if args else 0.0


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _start
