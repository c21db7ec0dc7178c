"""Recurses in C until the stack is gone.

Python's own limit does not count there, so the process dies instead of raising.
"""

import sys

sys.setrecursionlimit(10**9)


class _Deeper:
    def __repr__(self):
        return repr([self])

    def __eq__(self, other):
        return [self] == [other]

    __hash__ = None


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: [repr(_Deeper()), _Deeper() == _Deeper()]
