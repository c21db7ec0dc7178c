"""Holds the reference to a brute force that ranks with exact fractions, and to heapq.nlargest."""

import heapq
import math
from fractions import Fraction

NUMBERS = [
    2**53 + 1,
    2.0**53,
    2**53,
    0.1,
    -0.0,
    0,
    0.0,
    5e-324,
    -(10**400),
    10**400,
    1e308,
    -3,
    -3.0,
]


def kept(solution, k, pairs, cut):
    best = solution.TopK(k)
    best.extend(pairs[:cut])
    best.extend(pairs[cut:])
    return best.top()


def test_exact_ranks(solution, rng):
    """A pair is kept if fewer than k rank before it, by its exact value and then by its place."""
    for _ in range(60):
        n, k = (int(number) for number in rng.integers(0, 25, 2))
        scores = [NUMBERS[place] for place in rng.integers(0, len(NUMBERS), n).tolist()]
        pairs = list(enumerate(scores))
        values = [Fraction(score) for score in scores]
        ranks = [
            sum(
                other > value or (other == value and before < place)
                for before, other in enumerate(values)
            )
            for place, value in enumerate(values)
        ]
        expected = [pairs[ranks.index(rank)] for rank in range(min(n, k))]
        got = kept(solution, k, pairs, n // 3)
        assert [(item, repr(score)) for item, score in got] == [
            (item, repr(score)) for item, score in expected
        ]


def test_nlargest(solution, rng):
    """The standard library's nlargest gives the same, and NaN and infinity do no harm."""
    for k in (0, 1, 7, 50):
        pairs = [([place], score) for place, score in enumerate(rng.integers(-5, 5, 40).tolist())]
        pairs += [(None, math.inf), ([], -math.inf)]
        expected = heapq.nlargest(k, pairs, key=lambda pair: pair[1])
        got = kept(solution, k, [("no", math.nan), *pairs, ("no", math.nan)], 11)
        assert len(got) == len(expected)
        assert all(tuple(one) == other for one, other in zip(got, expected, strict=True))
