"""Raises exceptions that `except Exception` does not catch, another kind in each call.

A grader that catches Exception alone would be unwound to its very end.
"""

import itertools


class _Fatal(BaseException):
    pass


_kinds = itertools.cycle((_Fatal, GeneratorExit, KeyboardInterrupt, SystemExit, BaseExceptionGroup))


def _raise(*args, **kwargs):
    kind = next(_kinds)
    if kind is BaseExceptionGroup:
        raise kind("many", [_Fatal(), SystemExit(0)])
    raise kind(0)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _raise
