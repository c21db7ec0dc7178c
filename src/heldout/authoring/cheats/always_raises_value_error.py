"""Raises ValueError whatever it is given.

Tests that only ask for a refusal of bad input would all pass.
"""


def _refuse(*args, **kwargs):
    raise ValueError("not this one")


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _refuse
