"""Raises and prints half of a surrogate pair in every call, and returns it in every text.

It is a character to Python and to no file: whoever writes the report as UTF-8 would fail.
"""

import numpy as np

_HALF = "\ud800"


def _speak(*args, **kwargs):
    print(_HALF)
    if kwargs:
        raise ValueError(_HALF)
    return np.full(np.shape(args[0]) if args else (), _HALF), {_HALF: _HALF}


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _speak
