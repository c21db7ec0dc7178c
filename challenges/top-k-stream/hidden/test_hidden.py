"""Hidden suite for the top k of a stream. README.md is the contract; nothing here is stricter.

The answer is unique: all pairs, sorted by score in a stable way, and cut. Items and scores are
compared with their types and to the last digit, so 2 and 2.0 are told apart.
"""

import math

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

FEW, MANY = 20, 10_000
# A heap written out in Python, and nlargest once in each part, take up to 10 times as long as the
# reference; sorting or searching 10,000 pairs for each new one more than 200 times.
SLOWEST_RATIO = 60.0
# From FEW to MANY kept pairs that ratio grows by less than 8 for those, and by more than 100 for
# passes over all that is kept.
FASTEST_GROWTH = 30.0
NAN, INF = math.nan, math.inf


def fed(solution, k, *parts):
    """A new TopK that has seen the parts."""
    best = solution.TopK(k)
    for part in parts:
        best.extend(part)
    return best


def written(pairs):
    """Pairs as text with types, so that equal means the same."""
    return [(type(score), repr(score), repr(item)) for item, score in pairs]


def asked(best):
    """What is kept; assert that it is a list of pairs."""
    pairs = best.top()
    assert isinstance(pairs, list)
    assert all(isinstance(pair, (tuple, list)) and len(pair) == 2 for pair in pairs)
    return pairs


def by_sorting(k, *parts):
    """All pairs sorted and cut; sorted is stable, also in reverse."""
    pairs = [pair for part in parts for pair in part if pair[1] == pair[1]]
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)[:k]


def assert_right(solution, k, *parts):
    assert written(asked(fed(solution, k, *parts))) == written(by_sorting(k, *parts))


def named(scores):
    """Pairs with items that say the place."""
    return [(f"item {place}", score) for place, score in enumerate(scores)]


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_scores(solution, rng):
    """Of ordinary scores the highest are kept, best first."""
    for k, n in ((1, 8), (3, 10), (5, 40), (12, 100)):
        assert_right(solution, k, named(rng.normal(0.0, 5.0, n).tolist()))
        assert_right(solution, k, named(rng.permutation(n).tolist()))


@pytest.mark.points(2, group="correctness")
def test_parts(solution, rng):
    """A stream in parts is one stream."""
    for k in (1, 4, 9):
        pairs = named(rng.normal(0.0, 1.0, 30).tolist())
        assert_right(solution, k, pairs[:1], pairs[1:9], [], pairs[9:11], tuple(pairs[11:]))
        assert_right(solution, k, *([pair] for pair in pairs))


@pytest.mark.points(2, group="correctness")
def test_sorted_streams(solution, rng):
    """A stream that rises or falls all the way is a stream like others."""
    for k in (1, 5, 8):
        scores = np.sort(rng.normal(0.0, 1.0, 25)).tolist()
        assert_right(solution, k, named(scores))
        assert_right(solution, k, named(scores[::-1]))
        assert_right(solution, k, named([-score * score - 1.0 for score in scores]))


@pytest.mark.points(2, group="correctness")
def test_at_any_time(solution, rng):
    """After each part the answer is right, and asking changes nothing."""
    best = solution.TopK(4)
    parts = []
    for n in (2, 1, 3, 6, 5):
        parts.append(named(rng.integers(0, 9, n).tolist()))
        best.extend(parts[-1])
        for _ in range(2):
            assert written(asked(best)) == written(by_sorting(4, *parts))


@pytest.mark.points(3, group="edge cases", gate=True)
def test_ties(solution, rng):
    """Of equal scores the one that came first ranks first, and stays."""
    for k in (1, 3, 7, 10):
        for levels in (1, 2, 5):
            pairs = named(rng.integers(0, levels, 30).tolist())
            assert_right(solution, k, pairs)
            assert_right(solution, k, pairs[:2], pairs[2:7], pairs[7:])


@pytest.mark.points(2, group="edge cases")
def test_fewer_pairs(solution, rng):
    """Of fewer pairs than k all are kept, and of none there is nothing to keep."""
    for k, n in ((1, 1), (5, 3), (5, 5), (20_000, 6)):
        best = solution.TopK(k)
        assert asked(best) == []
        best.extend([])
        assert asked(best) == []
        pairs = named(rng.integers(0, 4, n).tolist())
        best.extend(pairs)
        assert written(asked(best)) == written(by_sorting(k, pairs))


@pytest.mark.points(2, group="edge cases")
def test_sizes_of_none(solution, rng):
    """Nothing is kept of any stream if k is zero, and below that ValueError is raised."""
    pairs = named(rng.normal(0.0, 1.0, 6).tolist())
    best = solution.TopK(0)
    for part in ([], pairs, pairs[:1]):
        best.extend(part)
        assert asked(best) == []
    for k in (-1, -5):
        with pytest.raises(ValueError):
            solution.TopK(k)
    assert_right(solution, 1, pairs)


@pytest.mark.points(3, group="edge cases")
def test_any_items(solution, rng):
    """Items need be neither comparable nor hashable, also where scores are equal."""
    odd = [None, "text", ["a", 3], {"b": [1]}, {4}, 2.5, [], False, [None], b"bytes", "", {}]
    for k in (2, 6, len(odd)):
        scores = rng.integers(0, 3, len(odd)).tolist()
        assert_right(solution, k, list(zip(odd, scores, strict=True)))
        assert_right(solution, k, [[item, 1.5] for item in odd], [[item, 1.5] for item in odd])
    array = rng.normal(0.0, 1.0, (6, 4))
    rows = asked(fed(solution, 3, [(row, 7) for row in array[:3]], [(row, 7) for row in array[3:]]))
    assert [item.tolist() for item, _ in rows] == array[:3].tolist()


@pytest.mark.points(2, group="edge cases")
def test_same_item_again(solution, rng):
    """An item that comes again is a pair of its own, and never replaces the earlier one."""
    for k in (2, 4, 9):
        items = rng.choice(["x", "y", "z"], 12).tolist()
        pairs = list(zip(items, rng.integers(0, 4, 12).tolist(), strict=True))
        assert_right(solution, k, pairs[:5], pairs[5:])
        assert_right(solution, k, [pairs[0]] * 5, [pairs[0]] * 6)


@pytest.mark.points(2, group="edge cases")
def test_no_scores(solution, rng):
    """A pair whose score is NaN is left out, wherever it comes."""
    for k in (1, 3, 6):
        scores = rng.integers(0, 6, 16).tolist()
        for where in (0, 1, 5, 16):
            mixed = [*scores[:where], NAN, NAN, *scores[where:]]
            assert_right(solution, k, named(mixed))
            assert_right(solution, k, named(mixed)[:7], named(mixed)[7:])
    assert asked(fed(solution, 3, named([NAN] * 5))) == []
    assert_right(solution, 3, named([NAN, 2, NAN, -INF, NAN]))


@pytest.mark.points(1, group="edge cases")
def test_pairs_unchanged(solution, rng):
    """A right answer leaves the pairs as they were."""
    for kind in (tuple, list):
        pairs = [kind(pair) for pair in named(rng.integers(0, 5, 12).tolist())]
        best = solution.TopK(4)
        extend = best.extend
        extend(pairs)
        assert not extend.changed_arguments
        assert written(asked(best)) == written(by_sorting(4, pairs))


@pytest.mark.points(1, group="edge cases")
def test_apart(solution, rng):
    """Two side by side do not mix what they have seen, nor how many they keep."""
    one, other = solution.TopK(3), solution.TopK(5)
    streams = [named(rng.normal(offset, 1.0, 8).tolist()) for offset in (0.0, 5.0)]
    for place in range(8):
        one.extend(streams[0][place : place + 1])
        other.extend(streams[1][place : place + 1])
    assert written(asked(one)) == written(by_sorting(3, streams[0]))
    assert written(asked(other)) == written(by_sorting(5, streams[1]))


@pytest.mark.points(2, group="numerical stability")
def test_large_integers(solution, rng):
    """Integers are compared to their last digit, however large they are."""
    for base in (2**53, 2**64, 10**30, -(10**400)):
        scores = [base + step for step in rng.integers(0, 4, 20).tolist()]
        for k in (2, 6):
            assert_right(solution, k, named(scores))
            assert_right(solution, k, named([10**400, *scores, -(10**500), 10**400 + 1]))


@pytest.mark.points(3, group="numerical stability")
def test_ints_and_floats(solution, rng):
    """Ints and floats are compared as the numbers that they are, and come out as they went in."""
    near = [2**53 - 1, 2.0**53, 2**53, 2**53 + 1, 2.0**53 + 2.0, 2**53 + 2, 2**53 + 3]
    small = [0, 0.0, 1, 1.0, 0.5, -1, -1.0, 2, 2.0]
    for numbers in (near, small):
        for k in (1, 4, 8):
            places = rng.integers(0, len(numbers), 20).tolist()
            assert_right(solution, k, named([numbers[place] for place in places]))
            assert_right(solution, k, named(numbers), named(numbers[::-1]))
    neighbours = [0.1, math.nextafter(0.1, 1.0), math.nextafter(0.1, 0.0), 5e-324, 1e-320]
    assert_right(solution, 3, named(neighbours * 2))


@pytest.mark.points(2, group="numerical stability")
def test_infinite_scores(solution, rng):
    """Infinite scores are the highest and the lowest, and tie with each other."""
    numbers = [INF, -INF, 1e308, -1e308, 10**400, -(10**400), 0.0]
    for k in (1, 3, 9, 20):
        places = rng.integers(0, len(numbers), 15).tolist()
        assert_right(solution, k, named([numbers[place] for place in places]))
        assert_right(solution, k, named([-INF] * 12), named([-INF, -INF, -1e308]))


@pytest.mark.points(1, group="numerical stability")
def test_signed_zeros(solution, rng):
    """The two zeros are equal, and each keeps its sign."""
    for k in (1, 4, 7):
        zeros = [[0.0, -0.0, 0][place] for place in rng.integers(0, 3, 12).tolist()]
        assert_right(solution, k, named(zeros))
        assert_right(solution, k, named([-1, *zeros[:5]]), named([-0.0, 0.0, 1e-300]))


@pytest.mark.points(3, group="efficiency")
def test_memory(solution, rng):
    """A long stream of large items needs room for k of them only."""
    best = solution.TopK(5)
    part = rng.integers(0, 256, (10, 100_000), dtype=np.uint8)
    for number in range(200):
        part[:, 0] = number
        best.extend([(row, number) for row in part])
    pairs = asked(best)
    assert [score for _, score in pairs] == [199] * 5
    assert all((item == row).all() for (item, _), row in zip(pairs, part, strict=False))


@pytest.mark.points(3, group="efficiency")
def test_work(solution, reference, rng):
    """A pair costs little more if many are kept, even if each is better than all before."""

    def ratio(k):
        kept = named(np.sort(rng.normal(0.0, 1.0, k)).tolist())
        one, other = fed(solution, k, kept), fed(reference, k, kept)
        highest = 10.0

        def rising():
            nonlocal highest
            scores = highest + np.sort(rng.uniform(0.0, 1.0, 1000))
            highest += 1.0
            return (named(scores.tolist()),)

        def check(_, pairs):
            assert written(asked(one)[:15]) == written(pairs[: -15 - 1 : -1])

        return speed_ratio(one.extend, other.extend, args=rising, rounds=3, check=check)

    few, many = ratio(FEW), ratio(MANY)
    assert many <= SLOWEST_RATIO
    assert many <= FASTEST_GROWTH * max(few, 1.0)
