"""Sends a frame that holds a frame that holds a frame, each as large as the last.

A reader that copies each level before it opens the next holds two hundred copies at once.
"""

import os
import struct

import msgpack

_LEVELS, _BYTES = 150, 4 << 20


def _nest(*args, **kwargs):
    tail = b""
    size = _BYTES
    heads = []
    for _ in range(_LEVELS):
        # A tuple of one item, which is again a tuple: 6 bytes of head, 1 byte of list.
        heads.append(b"\xc9" + struct.pack(">I", size) + b"\x02\x91")
        size -= 7
    tail = b"\xc6" + struct.pack(">I", size - 4) + bytes(size - 4)
    reply = b"\x93" + msgpack.packb("value") + b"".join(heads) + tail + msgpack.packb("")
    with open(3, "wb", 0, closefd=False) as channel:
        channel.write(struct.pack("<IQ", len(reply), 0) + reply)
    os._exit(0)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _nest
