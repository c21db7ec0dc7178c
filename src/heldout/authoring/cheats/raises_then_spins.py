"""Reports that it failed, by a frame of its own, and goes on spinning.

A tester that leaves alone what has answered would have a busy neighbour for the rest of the run.
"""

import os
import struct

import msgpack

_error = msgpack.ExtType(8, msgpack.packb([["ValueError", "ValueError"], "no"]))
_body = msgpack.packb(["raised", _error, [], ""])


def _spin(*args, **kwargs):
    os.write(3, struct.pack("<IQ", len(_body), 0) + _body)
    while True:
        pass


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _spin
