"""Announces a reply of sixteen exbibytes, then of as much as is allowed, and sends neither.

Whoever sets the memory aside before it has arrived would have none left.
"""

import itertools
import os
import struct
import time

_heads = itertools.cycle(((1 << 32) - 1, (1 << 64) - 1) for _ in range(1))


def _announce(*args, **kwargs):
    os.write(3, struct.pack("<IQ", *next(_heads)))
    os.write(3, struct.pack("<IQ", 8 << 20, 256 << 20))
    time.sleep(10**9)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _announce
