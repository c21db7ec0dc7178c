"""Raises AttributeError, which `hasattr` and `getattr` with a default swallow.

Defined but missing: a test that asks first whether it can ask would find nothing to test.
"""


def _vanish(*args, **kwargs):
    raise AttributeError("no such thing")


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _vanish
