"""Raises, while it is loaded, an error whose type is named in several lines of commands.

Messages are often cleaned before they are shown; the name of the type beside them is not.
"""

_NAME = "E\n::error::forged\n\x1b[32m[/b]<b>passed</b>\u202e"


def __getattr__(name):
    raise AttributeError(name)


raise type(_NAME, (Exception,), {})("no harm meant")
