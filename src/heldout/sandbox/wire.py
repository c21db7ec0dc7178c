"""The closed set of values that cross between tester and worker, and their bytes.

A frame is a header (two little-endian lengths), a msgpack structure, and the raw bytes of the
arrays in that structure, each padded to 64 bytes so that the rebuilt arrays are aligned.
Nothing is ever pickled, and no name in a frame is looked up: decoding builds plain values or
raises `ProtocolError`.

Values: None, bool, int of any size, float, str, bytes, list, tuple, dict, set, frozenset, numpy
scalars and arrays of numeric, bool and fixed-width text dtypes, exceptions (type names and
message) and handles of objects that stay in the worker.
"""

from __future__ import annotations

import re
import struct
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgpack
import numpy as np

STRUCTURE_LIMIT_BYTES = 4 << 20
BUFFERS_LIMIT_BYTES = 256 << 20
DEPTH_LIMIT = 200
#: Of tuples, sets and other extensions: each is a msgpack document of its own, which takes some
#: 50 kB of the C stack while it is read.
EXTENSION_DEPTH_LIMIT = 40
#: Each costs a call into Python on both sides; lists of numpy scalars are the usual ones.
EXTENSIONS_LIMIT = 50_000
#: Keys and members that are not text, bytes or small ints: their hashes can be made to collide.
ODD_KEYS_LIMIT = 2_000
INT_LIMIT_BYTES = 1 << 16

HEADER = struct.Struct("<IQ")
_ALIGNMENT = 64
_DTYPE = re.compile(r"[<>|]?(?:b1|[iu][1248]|f(?:2|4|8|12|16)|c(?:8|16|24|32)|[SU][1-9]\d{0,6})")

_BIG_INT, _TUPLE, _SET, _FROZENSET, _SCALAR, _ARRAY, _HANDLE, _EXCEPTION = range(1, 9)

_SEQUENCES: tuple[tuple[type, int], ...] = (
    (tuple, _TUPLE),
    (set, _SET),
    (frozenset, _FROZENSET),
)
_SMALL = 1 << 60
_PLAIN: tuple[Any, ...] = (float, str, bytes, list, dict)


class ProtocolError(Exception):
    """Bytes that are not a frame of this protocol."""


class UnsendableError(TypeError):
    """A value outside the closed set."""


class Handle(NamedTuple):
    """An object that stays in the worker: its number there and the name of its class."""

    number: int
    type_name: str


class ExceptionRecord(NamedTuple):
    """An exception as data: the built-in types it derives from, nearest first, and its message."""

    type_names: tuple[str, ...]
    message: str


def encode(value: Any, handle_for: Callable[[Any], Handle | None] | None = None) -> list[Any]:
    """Turn a value into the parts of a frame (bytes-like, to be written in order).

    `handle_for` is asked for a handle of anything outside the closed set.
    Raises `UnsendableError` for values that cannot cross.
    """
    encoder = _Encoder(handle_for)
    structure = encoder.pack(value)
    if len(structure) > STRUCTURE_LIMIT_BYTES:
        raise UnsendableError(f"a value of {len(structure):,} bytes is too large to be sent")
    if encoder.buffers_bytes > BUFFERS_LIMIT_BYTES:
        raise UnsendableError(f"arrays of {encoder.buffers_bytes:,} bytes are too large to be sent")
    head = HEADER.pack(len(structure), encoder.buffers_bytes)
    return [head + structure, *encoder.buffers]


def lengths(header: bytes | bytearray) -> tuple[int, int]:
    """Read a frame's header: bytes of the structure, bytes of the buffers."""
    structure_bytes, buffers_bytes = HEADER.unpack(header)
    if structure_bytes > STRUCTURE_LIMIT_BYTES or buffers_bytes > BUFFERS_LIMIT_BYTES:
        raise ProtocolError("a frame is larger than the limit")
    return structure_bytes, buffers_bytes


def decode(
    structure: bytes | bytearray,
    buffers: bytearray,
    object_for: Callable[[Handle], Any] | None = None,
) -> Any:
    """Rebuild a value. Arrays are writable views of `buffers`, which the caller gives away.

    `object_for` turns a handle into the object it stands for. Raises `ProtocolError`.
    """
    decoder = _Decoder(buffers, object_for)
    try:
        value = decoder.unpack(structure)
    except ProtocolError:
        raise
    except (ValueError, TypeError, OverflowError, RecursionError, MemoryError) as exc:
        # msgpack's own errors are all ValueErrors; the others come from hostile dtypes and keys.
        raise ProtocolError(f"a frame cannot be read: {type(exc).__name__}") from None
    if decoder.offset != len(buffers):
        raise ProtocolError("a frame carries bytes that no array claims")
    return value


def _padding(size: int) -> int:
    return -size % _ALIGNMENT


class _Encoder:
    def __init__(self, handle_for: Callable[[Any], Handle | None] | None) -> None:
        self.handle_for = handle_for
        self.buffers: list[Any] = []
        self.buffers_bytes = 0
        self.depth = 0
        self.extensions = 0

    def pack(self, value: Any) -> bytes:
        self.depth += 1
        try:
            if self.depth > EXTENSION_DEPTH_LIMIT:
                raise UnsendableError("a value is nested too deeply to be sent")
            packed: bytes = msgpack.packb(
                value, default=self._extend, strict_types=True, unicode_errors="surrogatepass"
            )
            return packed
        except (ValueError, OverflowError, RecursionError):
            raise UnsendableError("a value is nested too deeply to be sent") from None
        finally:
            self.depth -= 1

    def _extend(self, value: Any) -> Any:
        # strict_types sends every tuple, subclass and foreign object here.
        self.extensions += 1
        if self.extensions > EXTENSIONS_LIMIT:
            raise UnsendableError("a value has too many parts to be sent; arrays have room")
        match value:
            case np.ndarray():
                return self._array(np.asarray(value))
            case np.generic():
                return self._scalar(value)
            case Handle():
                return msgpack.ExtType(_HANDLE, self.pack([value.number, value.type_name]))
            case ExceptionRecord():
                fields = [list(value.type_names), value.message]
                return msgpack.ExtType(_EXCEPTION, self.pack(fields))
            case tuple() | set() | frozenset():
                code = next(code for kind, code in _SEQUENCES if isinstance(value, kind))
                return msgpack.ExtType(code, self.pack(list(value)))
            case int():
                return self._big_int(int(value))
            case range() | deque():
                return list(value)
        # A subclass crosses as its plain base: enums, default dicts and the like.
        plain = next((kind for kind in _PLAIN if isinstance(value, kind)), None)
        return plain(value) if plain else self._handle(value)

    def _handle(self, value: Any) -> msgpack.ExtType:
        handle = self.handle_for(value) if self.handle_for else None
        if handle is None:
            raise UnsendableError(f"a {type(value).__name__} cannot be sent")
        return msgpack.ExtType(_HANDLE, self.pack([handle.number, handle.type_name]))

    def _array(self, array: np.ndarray[Any, Any]) -> msgpack.ExtType:
        dtype = array.dtype.str
        if not _DTYPE.fullmatch(dtype):
            raise UnsendableError(f"an array of dtype {array.dtype.name} cannot be sent")
        # A zero-dimensional or empty array has no byte view of its own.
        data = np.ascontiguousarray(array).reshape(-1).view(np.uint8) if array.size else b""
        size = array.nbytes
        self.buffers.append(data)
        self.buffers.append(bytes(_padding(size)))
        self.buffers_bytes += size + _padding(size)
        return msgpack.ExtType(_ARRAY, self.pack([dtype, list(array.shape)]))

    def _scalar(self, scalar: np.generic) -> Any:
        if not scalar.dtype.itemsize:
            return scalar.item()  # empty text
        dtype = scalar.dtype.str
        if not _DTYPE.fullmatch(dtype):
            raise UnsendableError(f"a numpy scalar of dtype {scalar.dtype.name} cannot be sent")
        # Lists of scalars are common, so these are spared a document of their own.
        return msgpack.ExtType(_SCALAR, dtype.encode() + b" " + scalar.tobytes())

    @staticmethod
    def _big_int(value: int) -> msgpack.ExtType:
        size = value.bit_length() // 8 + 1
        if size > INT_LIMIT_BYTES:
            raise UnsendableError("an int is too large to be sent")
        return msgpack.ExtType(_BIG_INT, value.to_bytes(size, "little", signed=True))


class _Decoder:
    def __init__(self, buffers: bytearray, object_for: Callable[[Handle], Any] | None) -> None:
        self.buffers = buffers
        self.object_for = object_for
        self.offset = 0
        self.depth = 0
        self.extensions = 0
        self.odd_keys = 0
        self.nested_bytes = 0
        self._makers: dict[int, Callable[[bytes], Any]] = {
            _BIG_INT: self._int,
            _TUPLE: lambda data: tuple(self._sequence(data)),
            _SET: lambda data: set(self._check_keys(self._sequence(data))),
            _FROZENSET: lambda data: frozenset(self._check_keys(self._sequence(data))),
            _SCALAR: self._scalar,
            _ARRAY: self._array,
            _HANDLE: self._handle,
            _EXCEPTION: self._exception,
        }

    def unpack(self, data: bytes | bytearray) -> Any:
        self.depth += 1
        if self.depth > EXTENSION_DEPTH_LIMIT:
            raise ProtocolError("a frame is nested too deeply")
        self.nested_bytes += len(data)
        if self.nested_bytes > 4 * STRUCTURE_LIMIT_BYTES:
            raise ProtocolError("a frame repeats too much inside itself")
        value = msgpack.unpackb(
            data,
            ext_hook=self._rebuild,
            object_pairs_hook=self._dict,
            strict_map_key=False,
            unicode_errors="surrogatepass",
            timestamp=1,  # a plain float: msgpack's own Timestamp is not in the closed set
        )
        _check_depth(value, DEPTH_LIMIT)
        self.depth -= 1
        return value

    def _rebuild(self, code: int, data: bytes) -> Any:
        self.extensions += 1
        if self.extensions > EXTENSIONS_LIMIT:
            raise ProtocolError("a frame has too many parts")
        if code not in self._makers:
            raise ProtocolError(f"unknown type code {code}")
        return self._makers[code](data)

    def _dict(self, pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
        self._check_keys([key for key, _ in pairs])
        return dict(pairs)

    def _check_keys(self, keys: list[Any]) -> list[Any]:
        self.odd_keys += sum(
            not (type(key) in (str, bytes) or (type(key) is int and -_SMALL < key < _SMALL))
            for key in keys
        )
        if self.odd_keys > ODD_KEYS_LIMIT:
            raise ProtocolError("a frame has too many keys that are not text")
        return keys

    def _int(self, data: bytes) -> int:
        if len(data) > INT_LIMIT_BYTES:
            raise ProtocolError("an int is larger than the limit")
        return int.from_bytes(data, "little", signed=True)

    def _handle(self, data: bytes) -> Any:
        handle = Handle(*self._fields(data, int, str))
        return self.object_for(handle) if self.object_for else handle

    def _exception(self, data: bytes) -> ExceptionRecord:
        names, message = self._fields(data, list, str)
        if not all(type(name) is str for name in names):
            raise ProtocolError("an exception's type names are not text")
        return ExceptionRecord(tuple(names), message)

    def _sequence(self, data: bytes) -> list[Any]:
        value = self.unpack(data)
        if type(value) is not list:
            raise ProtocolError("a sequence was expected")
        return value

    def _fields(self, data: bytes, *kinds: type) -> Sequence[Any]:
        values = self._sequence(data)
        if len(values) != len(kinds) or any(
            type(value) is not kind for value, kind in zip(values, kinds, strict=True)
        ):
            raise ProtocolError("a record has the wrong fields")
        return values

    def _dtype(self, text: str) -> np.dtype[Any]:
        if not _DTYPE.fullmatch(text):
            raise ProtocolError("an array has a dtype outside the closed set")
        return np.dtype(text)

    def _array(self, data: bytes) -> np.ndarray[Any, Any]:
        text, shape = self._fields(data, str, list)
        dtype = self._dtype(text)
        if len(shape) > 32 or any(type(n) is not int or not 0 <= n < 1 << 40 for n in shape):
            raise ProtocolError("an array has an impossible shape")
        count = 1
        for length in shape:
            count *= length
        size = count * dtype.itemsize
        if size > len(self.buffers) - self.offset:
            raise ProtocolError("an array is larger than the bytes sent for it")
        flat = (
            np.frombuffer(self.buffers, dtype, count, self.offset) if size else np.zeros(0, dtype)
        )
        self.offset += size + _padding(size)
        return _sound(flat).reshape(shape)

    def _scalar(self, data: bytes) -> np.generic:
        text, _, raw = data.partition(b" ")
        dtype = self._dtype(text.decode("ascii"))
        if len(raw) != dtype.itemsize:
            raise ProtocolError("a numpy scalar has the wrong size")
        scalar: np.generic = _sound(np.frombuffer(raw, dtype, 1))[0]
        return scalar


def _sound(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Make every bool 0 or 1: other bytes would be true and yet equal to nothing."""
    return array.view(np.uint8) != 0 if array.dtype.kind == "b" else array


def _check_depth(value: Any, allowed: int) -> None:
    """Refuse deep lists and dicts level by level: recursion is what they would exhaust."""
    level = [value]
    while level:
        level = [
            item
            for container in level
            if type(container) in (list, dict)
            for item in (container.values() if type(container) is dict else container)
            if type(item) in (list, dict)
        ]
        allowed -= 1
        if allowed < 0 and level:
            raise ProtocolError("a frame is nested too deeply")
