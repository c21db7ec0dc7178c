"""Sends a reply made of hundreds of thousands of empty sets, three bytes each.

Each costs the tester a hundred times what it costs to send; the deadline is for the sender.
"""

import os
import struct

import msgpack

_COUNT = 400_000
_EMPTY_SET = b"\xd4\x03\x90"


def _fill(*args, **kwargs):
    many = b"\xdd" + struct.pack(">I", _COUNT) + _EMPTY_SET * _COUNT
    reply = b"\x93" + msgpack.packb("value") + many + msgpack.packb("")
    with open(3, "wb", 0, closefd=False) as channel:
        channel.write(struct.pack("<IQ", len(reply), 0) + reply)
    os._exit(0)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _fill
