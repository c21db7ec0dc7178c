"""Raises SystemExit(0) in every call.

A test runner in the same process would unwind, leave with status 0 and skip the remaining tests.
"""

import sys


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: sys.exit(0)
