"""Raises an exception that is a ValueError, a TypeError and a KeyError all at once.

Whichever error a test of bad input asks for with pytest.raises, this is one.
"""


class _AnyError(ValueError, TypeError, KeyError, IndexError, NotImplementedError):
    pass


def _raise(*args, **kwargs):
    raise _AnyError("whatever you like")


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _raise
