"""Two solutions side by side."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from heldout.judging.pair import Pair, is_same


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1, 1, True),
        (1, 1.0, False),
        ("a", "a", True),
        (None, None, True),
        (None, 0, False),
        (0.1 + 0.2, 0.3, True),
        (1.0, 1.0001, False),
        (np.array([1.0, np.nan]), np.array([1.0, np.nan]), True),
        (np.ones(2), np.ones((1, 2)), False),
        ((1, [2.0]), (1, [2.0]), True),
        ((1, 2), (1, 2, 3), False),
        ({"a": 1}, {"a": 1}, True),
        ({"a": 1}, {"b": 1}, False),
    ],
)
def test_values_are_the_same_to_rounding_and_kind(one, other, expected):
    """Rounding is forgiven; shape, kind and length are not."""
    assert is_same(one, other) is expected


def test_one_that_raises_alone_is_a_difference():
    """Whichever of the two it is, and both raising the same is none."""
    for one, other in ((abs, int), (int, abs)):
        with pytest.raises(AssertionError, match="raises"):
            Pair(one, other)("3")
    with pytest.raises(ValueError, match="invalid literal"):
        Pair(int, int)("three")


def test_a_pair_copies_both():
    """A copy answers like the pair it was made from."""
    assert copy.deepcopy(Pair(abs, abs))(-2) == 2
