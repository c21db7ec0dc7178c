"""A solution and the reference side by side: each call goes to both, and must come to the same.

With it a hidden suite becomes a generator of inputs: whatever its tests ask is asked of both.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from heldout.judging.remote import Link, RemoteFunction, RemoteModule, RemoteObject

#: Room for another order of summation; a real difference is larger.
_RELATIVE = 1e-9


class Pair:
    """Stands for two modules, functions or objects at once; answers with the first one's."""

    def __init__(self, one: Any, other: Any) -> None:
        # Named so that no attribute of a solution can be meant.
        self.__heldout_pair__ = (one, other)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        first, second = self.__heldout_pair__
        one = getattr(first, name)
        if isinstance(one, Link):
            return _PairedLink(one, second.link)
        if isinstance(first, RemoteFunction):
            # Whether arguments changed is of the first alone.
            return one
        return _joined(one, getattr(second, name))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        one, other = (
            _attempt(
                called,
                *[_side(each, i) for each in args],
                **{name: _side(each, i) for name, each in kwargs.items()},
            )
            for i, called in enumerate(self.__heldout_pair__)
        )
        if type(one.raised) is not type(other.raised):
            raise AssertionError("one of the two raises what the other does not")
        if one.raised is not None:
            raise one.raised
        return _joined(one.value, other.value)

    def __deepcopy__(self, memo: dict[int, Any]) -> Pair:
        return Pair(*map(copy.deepcopy, self.__heldout_pair__))


class _PairedLink:
    """The first one's link, but a random state is set in both: what they draw must be the same."""

    def __init__(self, one: Link, other: Link) -> None:
        self._one = one
        self._other = other

    def __getattr__(self, name: str) -> Any:
        return getattr(self._one, name)

    def reseed(self, seed: int) -> None:
        """Set the global random states of both workers."""
        self._one.reseed(seed)
        self._other.reseed(seed)


class _Attempt(NamedTuple):
    value: Any
    raised: Exception | None


def _attempt(called: Callable[..., Any], *args: Any, **kwargs: Any) -> _Attempt:
    try:
        return _Attempt(called(*args, **kwargs), None)
    except Exception as exc:
        return _Attempt(None, exc)


def _side(value: Any, i: int) -> Any:
    return value.__heldout_pair__[i] if isinstance(value, Pair) else value


def _joined(one: Any, other: Any) -> Any:
    remote = (RemoteModule, RemoteFunction, RemoteObject)
    if isinstance(one, remote) and isinstance(other, remote):
        return Pair(one, other)
    if not is_same(one, other):
        raise AssertionError("the two come to different results")
    return one


def is_same(one: Any, other: Any) -> bool:
    """Whether two plain values are equal, to rounding; NaN equals NaN."""
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    numeric = (bool, int, float, np.generic, np.ndarray)
    if isinstance(one, numeric) and isinstance(other, numeric):
        return _same_arrays(np.asarray(one), np.asarray(other))
    return type(one) is type(other) and bool(one == other)


def _same_arrays(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape or one.dtype.kind != other.dtype.kind:
        return False
    if one.dtype.kind not in "fc":
        return bool(np.array_equal(one, other))
    return bool(np.allclose(one, other, rtol=_RELATIVE, atol=0.0, equal_nan=True))
