"""Stops every clock of the time module, then takes its time.

A speed test that reads a clock in the same process would measure nothing.
"""

import time

import numpy as np

for _name in ("time", "perf_counter", "monotonic", "process_time", "thread_time"):
    setattr(time, _name, lambda: 0.0)
    setattr(time, f"{_name}_ns", lambda: 0)


def _slow(*args, **kwargs):
    for _ in range(10**6):
        pass
    return np.zeros_like(args[0]) if args else 0.0


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _slow
