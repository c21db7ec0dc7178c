"""Raises an exception with a text of a hundred megabytes, in a chain of a thousand more.

A grader that keeps or prints every message would run out of memory, or of log.
"""


def _raise(*args, **kwargs):
    exc = ValueError("x" * 100_000_000)
    for number in range(1000):
        exc, exc.__cause__ = ValueError(f"link {number}"), exc
        exc.add_note("note " * 1000)
    raise exc


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _raise
