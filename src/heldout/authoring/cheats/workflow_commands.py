"""Speaks GitHub's workflow commands in every call: printed, raised and written to descriptors.

A log that shows them raw would hide lines, mask words, or show a notice that all is well.
"""

import os

_COMMAND = "\n::error file=README.md,line=1::forged\n::add-mask::0\n##[group]hidden\n"


def _speak(*args, **kwargs):
    print(_COMMAND)
    os.write(1, _COMMAND.encode())
    os.write(2, _COMMAND.encode())
    raise ValueError(_COMMAND)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _speak
