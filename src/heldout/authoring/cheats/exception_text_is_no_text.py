"""Raises an exception whose text is a str of its own kind, which slices into something else.

A guard that cuts the text to a length would be handed a frame of another type instead.
"""


class _Text(str):
    def __getitem__(self, index):
        return {"verdict": "passed"}

    def __str__(self):
        return self


class _OddError(Exception):
    def __str__(self):
        return _Text("passed")


def _raise(*args, **kwargs):
    raise _OddError


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _raise
