"""Sends the worker's own complaint about a result, while it is loaded, with text of its choice.

What the worker says was never the candidate's, so it might be shown as it comes.
"""

import os
import struct

import msgpack

_body = msgpack.packb(["unsendable", "\n::error::forged\n\x1b[2J[/b]<b>passed</b>", ""])
os.write(3, struct.pack("<IQ", len(_body), 0) + _body)
os._exit(0)
