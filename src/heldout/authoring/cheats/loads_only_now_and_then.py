"""Loads or fails to load by chance, with memory in hand, and dies in every call.

A tester that does not clear away a worker which failed to load would collect them.
"""

import os

_hoard = bytearray(b"x") * (64 << 20)

if os.urandom(1)[0] % 2:
    raise RuntimeError("not this time")


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: os._exit(0)
