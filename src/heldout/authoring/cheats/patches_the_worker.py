"""Replaces the worker's own answers: nothing was changed, nothing was seeded, nothing is missing.

A test that asks only these questions would pass for a useless function.
"""

import numpy as np

try:
    from heldout.sandbox import worker
except ImportError:
    worker = None
else:
    worker.WorkerSide.do_changed = lambda self: ["value", False]
    worker.WorkerSide.do_random_state = lambda self: ["value", np.random.bytes(32)]
    worker.WorkerSide.do_missing = lambda self, names: ["value", []]
    worker.WorkerSide.do_get = lambda self, target, name: ["value", True]


def _mutate(*args, **kwargs):
    np.random.seed(0)
    if args and isinstance(args[0], np.ndarray):
        args[0][...] = 0
    return np.zeros_like(args[0]) if args else 0.0


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _mutate
