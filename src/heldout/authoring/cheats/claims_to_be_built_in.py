"""Raises its own exception under a built-in name, with a look-alike of pytest's in its ancestry.

A grader that rebuilds exceptions by name would import whatever the name says.
"""

import unittest


class Base(BaseException):
    """The ancestor that a rebuilt exception would get."""


Base.__name__ = Base.__qualname__ = "SystemExit"
Base.__module__ = "builtins"


class Skipped(Base, unittest.SkipTest):
    """Named like pytest's own."""

    __module__ = "builtins"


Skipped.__qualname__ = "os._exit"


def _raise(*args, **kwargs):
    raise Skipped(0)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _raise
