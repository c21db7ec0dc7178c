"""Never comes back from a single call into C.

Signal handlers written in Python, and so most timeouts, are not run until that call returns.
"""

import collections
import itertools


def _loop(*args, **kwargs):
    collections.deque(itertools.repeat(0), maxlen=0)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _loop
