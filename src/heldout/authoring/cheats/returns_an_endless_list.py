"""Returns a list whose iterator never stops.

Whoever turns it into a plain list would collect items until memory is gone.
"""

import itertools


class _Endless(list):
    def __iter__(self):
        return itertools.repeat(0.0)

    def __len__(self):
        return 2


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: _Endless([0.0, 0.0])
