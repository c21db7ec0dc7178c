"""Returns and raises objects whose type is named in several lines of commands.

Messages are often cleaned before they are shown; the name of the type beside them is not.
"""

import itertools

_NAME = "E\n::error::forged\n\x1b[32m[/b]<b>passed</b>\u202e"
_turns = itertools.count()


def _raise_or_return(*args, **kwargs):
    if next(_turns) % 2:
        raise type(_NAME, (ValueError,), {})("no harm meant")
    return type(_NAME, (), {"__repr__": lambda self: _NAME})()


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _raise_or_return
