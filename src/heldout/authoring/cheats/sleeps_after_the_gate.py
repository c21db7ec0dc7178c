"""Answers two calls at once and sleeps through the third, in every worker it is given.

Each test that ran into it would cost its whole deadline on the clock and no processor time.
"""

import itertools
import time

import numpy as np

_calls = itertools.count(1)


def _doze(*args, **kwargs):
    if next(_calls) > 2:
        time.sleep(10**9)
    return np.zeros_like(args[0]) if args else 0.0


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _doze
