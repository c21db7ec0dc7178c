"""Sends a reply of the largest size one byte at a time.

A deadline that begins anew with every byte that arrives would never come.
"""

import os
import struct
import time


def _trickle(*args, **kwargs):
    os.write(3, struct.pack("<IQ", 8 << 20, 256 << 20))
    while True:
        os.write(3, b"\xc0")
        time.sleep(0.01)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _trickle
