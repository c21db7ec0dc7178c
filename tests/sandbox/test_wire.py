"""The closed set of values, and what is refused outside it."""

from __future__ import annotations

import collections
import contextlib
import enum
import math
import pickle

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from heldout.sandbox import wire

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.binary()
)
HASHABLE = st.recursive(SCALARS, lambda inner: st.tuples(inner, inner), max_leaves=4)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(HASHABLE, inner, max_size=3),
        st.sets(HASHABLE, max_size=3),
        st.frozensets(HASHABLE, max_size=3),
    ),
    max_leaves=12,
)
DTYPES = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(),
    hnp.unsigned_integer_dtypes(),
    hnp.floating_dtypes(),
    hnp.complex_number_dtypes(),
    hnp.byte_string_dtypes(),
    hnp.unicode_string_dtypes(),
)


def crossed(value, **hooks):
    """Send a value through the bytes of a frame and back."""
    data = bytearray(b"".join(bytes(part) for part in wire.encode(value)))
    structure_bytes, buffers_bytes = wire.lengths(data[: wire.HEADER.size])
    body = data[wire.HEADER.size :]
    assert len(body) == structure_bytes + buffers_bytes
    return wire.decode(body[:structure_bytes], body[structure_bytes:], **hooks)


def decoded(structure, buffers=b""):
    """Decode a frame made by hand."""
    return wire.decode(structure, bytearray(buffers))


@given(VALUES)
def test_plain_values_come_back_equal_and_of_the_same_types(value):
    """Values of the closed set survive the crossing, types included."""
    assert repr(sorted_sets(crossed(value))) == repr(sorted_sets(value))


def sorted_sets(value):
    """Make the order of sets comparable."""
    if isinstance(value, (set, frozenset)):
        return (type(value).__name__, sorted(map(repr, map(sorted_sets, value))))
    if isinstance(value, (list, tuple)):
        return type(value)(sorted_sets(item) for item in value)
    if isinstance(value, dict):
        return {repr(sorted_sets(key)): sorted_sets(item) for key, item in value.items()}
    return value


@given(hnp.arrays(DTYPES, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)))
def test_arrays_come_back_with_dtype_shape_and_bytes(array):
    """Arrays of numeric, bool and text dtypes survive, and can be written to."""
    back = crossed(array)
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()
    assert back.flags.writeable


def test_several_arrays_of_odd_sizes_keep_apart():
    """Padding between buffers is not mistaken for data."""
    sent = [np.arange(n, dtype=np.int8) for n in (0, 1, 63, 64, 65)]
    for before, after in zip(sent, crossed(sent), strict=True):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6).reshape(2, 3).T,
        np.arange(10)[::-2],
        np.asfortranarray(np.ones((3, 2))),
        np.broadcast_to(7, (2, 2)),
        np.array(3.5),
    ],
    ids=["transposed", "reversed", "fortran", "broadcast", "zero-dimensional"],
)
def test_arrays_of_any_memory_layout_cross(array):
    """What counts is the values in order, not how they lie in memory."""
    np.testing.assert_array_equal(crossed(array), array)


@pytest.mark.parametrize("value", [1 << 63, -(1 << 63) - 1, 1 << 64, -(1 << 200), 3**5000])
def test_ints_of_any_size_cross(value):
    """Ints beyond 64 bits are exact."""
    assert crossed(value) == value


def test_numpy_scalars_stay_numpy_scalars():
    """A float32 does not become a float."""
    for scalar in (np.float32(1.5), np.int8(-3), np.bool_(True), np.complex64(1j), np.str_("ä")):
        back = crossed(scalar)
        assert type(back) is type(scalar)
        assert back == scalar


def test_subclasses_cross_as_their_plain_base():
    """Enums, named tuples, default dicts, ranges and array subclasses lose their class."""
    point = collections.namedtuple("point", "x y")  # noqa: PYI024
    colour = enum.IntEnum("colour", "red")
    records = np.ones((1, 1)).view(np.recarray)
    sent = [point(1, 2), colour.red, collections.defaultdict(int, a=1), range(3), records]
    back = crossed(sent)
    assert back[:4] == [(1, 2), 1, {"a": 1}, [0, 1, 2]]
    assert [type(value) for value in back] == [tuple, int, dict, list, np.ndarray]


def test_nan_and_infinities_cross():
    """Not-a-number is a float like any other."""
    back = crossed([math.nan, math.inf, -math.inf])
    assert math.isnan(back[0])
    assert back[1:] == [math.inf, -math.inf]


@pytest.mark.parametrize(
    "value",
    [
        object(),
        lambda: None,
        np.array([object()]),
        np.zeros(2, dtype=[("x", int)]),
        np.datetime64("2026-01-01"),
        1j,
        type,
    ],
)
def test_what_is_outside_the_closed_set_is_unsendable(value):
    """Objects, functions, object arrays, records and dates do not cross."""
    with pytest.raises(wire.UnsendableError):
        wire.encode(value)


def test_a_list_that_holds_itself_is_unsendable():
    """Endless nesting ends in an error, not in a crash."""
    endless: list = []
    endless.append(endless)
    tangled: list = []
    tangled.append((tangled,))
    for value in (endless, tangled):
        with pytest.raises(wire.UnsendableError):
            wire.encode(value)


def test_objects_cross_as_handles_where_somebody_keeps_them():
    """A handle is a number and a class's name."""
    value = object()
    parts = wire.encode([value], lambda found: wire.Handle(7, type(found).__name__))
    structure = bytes(parts[0])[wire.HEADER.size :]
    assert decoded(structure) == [wire.Handle(7, "object")]


@pytest.mark.parametrize(
    "structure",
    [
        b"",
        b"\xc1",
        b"\x93\x01",
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xc9\xff\xff\xff\xff\x06",
        pickle.dumps([1, 2]),
        msgpack.packb(msgpack.ExtType(99, b"")),
        msgpack.packb(msgpack.ExtType(2, b"\x01")),
        msgpack.packb(msgpack.ExtType(6, msgpack.packb(["<f8", [1 << 60]]))),
        msgpack.packb(msgpack.ExtType(6, msgpack.packb(["<f8", [-1]]))),
        msgpack.packb(msgpack.ExtType(6, msgpack.packb(["|O8", [1]]))),
        msgpack.packb(msgpack.ExtType(6, msgpack.packb(["|V8", [1]]))),
        msgpack.packb(msgpack.ExtType(6, msgpack.packb(["<f8", [0] * 40]))),
        msgpack.packb(msgpack.ExtType(5, msgpack.packb(["<f8", b"short"]))),
        msgpack.packb(msgpack.ExtType(7, msgpack.packb(["one", "two"]))),
        msgpack.packb(msgpack.ExtType(8, msgpack.packb([[1], "message"]))),
        msgpack.packb(msgpack.ExtType(3, msgpack.packb([[1]]))),
        b"\x91" * 1000 + b"\x00",
    ],
)
def test_malformed_frames_are_refused(structure):
    """Whatever a hostile worker sends ends in a protocol error."""
    with pytest.raises(wire.ProtocolError):
        decoded(structure)


def test_deep_nesting_by_tuples_is_refused():
    """Each tuple is an extension of its own; their depth counts too."""
    data = msgpack.packb([])
    for _ in range(wire.EXTENSION_DEPTH_LIMIT + 1):
        data = msgpack.packb([msgpack.ExtType(2, data)])
    with pytest.raises(wire.ProtocolError):
        decoded(data)


@pytest.mark.parametrize(
    "structure",
    [
        msgpack.packb([msgpack.ExtType(2, b"\x90")] * (wire.EXTENSIONS_LIMIT + 1)),
        msgpack.packb({n / 2: 0 for n in range(wire.ODD_KEYS_LIMIT + 2)}),
        msgpack.packb(msgpack.ExtType(3, msgpack.packb([2**63 - n for n in range(3000)]))),
    ],
    ids=["parts", "keys", "members"],
)
def test_frames_that_would_take_long_to_read_are_refused(structure):
    """Many small parts, and keys whose hashes can be made to collide."""
    with pytest.raises(wire.ProtocolError):
        decoded(structure)


def test_frames_that_repeat_themselves_inside_are_refused():
    """Each level of nesting is another copy."""
    data = msgpack.packb(bytes(1 << 20))
    for _ in range(30):
        data = msgpack.packb([msgpack.ExtType(2, msgpack.packb([msgpack.ExtType(2, data)]))])
    with pytest.raises(wire.ProtocolError):
        decoded(data)


def test_a_value_of_too_many_parts_is_unsendable():
    """The sender hears of it, before the receiver refuses."""
    with pytest.raises(wire.UnsendableError, match="arrays have room"):
        wire.encode([np.float64(1)] * (wire.EXTENSIONS_LIMIT + 1))


def test_bytes_that_no_array_claims_are_refused():
    """A frame says all that it carries."""
    with pytest.raises(wire.ProtocolError):
        decoded(msgpack.packb(None), bytes(64))


@pytest.mark.parametrize(
    "header", [wire.HEADER.pack(wire.STRUCTURE_LIMIT_BYTES + 1, 0), wire.HEADER.pack(0, 1 << 60)]
)
def test_frames_over_the_limit_are_refused_before_they_are_read(header):
    """A header alone decides, so that nothing is allocated."""
    with pytest.raises(wire.ProtocolError):
        wire.lengths(header)


def test_bools_that_are_neither_zero_nor_one_are_made_sound():
    """A bool of byte 2 would be true and yet differ from true."""
    payload = msgpack.packb(msgpack.ExtType(6, msgpack.packb(["|b1", [64]])))
    array = decoded(payload, bytes([2]) * 64)
    assert array.view(np.uint8).tolist() == [1] * 64


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_random_bytes_decode_or_are_refused(structure, buffers):
    """No bytes whatever raise anything but a protocol error."""
    with contextlib.suppress(wire.ProtocolError):
        decoded(structure, buffers)
