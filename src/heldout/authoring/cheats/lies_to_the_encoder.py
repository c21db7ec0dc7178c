"""Returns objects that claim to be sets, ints and dicts but hold whatever they like.

A reader that trusts the claim would build a set with repeated members, or a tuple without end.
"""

import itertools


class _Set:
    __class__ = set

    def __iter__(self):
        return iter([0.0] * 1000)


class _Tuple:
    __class__ = tuple

    def __iter__(self):
        return itertools.repeat(0.0)


class _Int:
    __class__ = int

    def __int__(self):
        return 1 << 400_000


_kinds = itertools.cycle((_Set, _Int, _Tuple))


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: next(_kinds)()
