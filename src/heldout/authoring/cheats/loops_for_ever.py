"""Never comes back from a call, in Python.

A grader without a deadline would wait for it, and every submission behind it would wait as well.
"""


def _loop(*args, **kwargs):
    while True:
        pass


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _loop
