"""Hidden suite for reservoir sampling. README.md is the contract; nothing here is stricter.

Samplers with different seeds are independent, so how many of t of them keep a set of items is
binomial, with t and a known p. A count is looked at against limits that are left, on both sides
together, with a probability below 1e-8: limits low and high such that SciPy's binom.cdf(low - 1, t,
p) and binom.sf(high, t, p) are below 5e-9 each. LIMITS has them. There are 46 such counts. Long
streams: the share of k kept items that come from a given part of the stream differs from that
part's own share by e or more with a probability of at most 2 exp(-2 k e^2) (W. Hoeffding 1963,
whose bound holds without replacement), which is 1e-8 where 2 k e^2 = 19.12. There are 18 of those.
So a sound solution fails the suite by bad luck with a probability below 6.4e-7; that two samplers
of different seeds agree by chance, below 1e-50, adds nothing.
"""

import itertools
import math

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# (t, p): lowest and highest count.
LIMITS = {
    (200, 1 / 3): (31, 106),
    (300, 1 / 4): (35, 120),
    (300, 1 / 3): (55, 148),
    (300, 2 / 3): (152, 245),
    (400, 1 / 3): (81, 189),
    (500, 1 / 6): (40, 134),
    (900, 1 / 3): (221, 383),
}
LOG_OF_ALARM = 19.12
# Heaps take up to 3 times as long as the reference, a call of NumPy for each item up to 20 times;
# a pass over 20,000 kept items for each new one some 300 times.
SLOWEST_RATIO = 60.0
# From 20 kept items to 20,000 it grows by less than 3 for a heap, by more than 20 for a pass.
FASTEST_GROWTH = 8.0


def seed(rng):
    return int(rng.integers(1 << 63))


def fed(solution, k, seed, *parts):
    """A new sampler that has seen the parts."""
    sampler = solution.ReservoirSampler(k, seed)
    for part in parts:
        sampler.extend(part)
    return sampler


def asked(sampler, size):
    """The sample; assert that it is a list of this size."""
    items = sampler.sample()
    assert isinstance(items, list) and len(items) == size
    return items


def places(sampler, size, n):
    """The sample of a stream 0, 1, ..., n - 1, sorted; assert that no place is in it twice."""
    items = asked(sampler, size)
    assert all(isinstance(item, int) and 0 <= item < n for item in items)
    assert len(set(items)) == size
    return sorted(items)


def assert_as_likely(counts, t, share):
    low, high = LIMITS[t, share]
    assert min(counts) >= low and max(counts) <= high


@pytest.mark.points(3, group="correctness", gate=True)
def test_places(solution, rng):
    """Every place of the stream is kept as often as any other."""
    counts = np.zeros(12, dtype=int)
    for _ in range(400):
        counts[places(fed(solution, 4, seed(rng), list(range(12))), 4, 12)] += 1
    assert_as_likely(counts, 400, 1 / 3)


@pytest.mark.points(3, group="correctness", gate=True)
def test_sets(solution, rng):
    """Every set of items is as likely as any other, not only every item."""
    for n, t, share in ((3, 900, 1 / 3), (4, 500, 1 / 6)):
        counts = dict.fromkeys(itertools.combinations(range(n), 2), 0)
        for _ in range(t):
            counts[tuple(places(fed(solution, 2, seed(rng), list(range(n))), 2, n))] += 1
        assert_as_likely(counts.values(), t, share)


@pytest.mark.points(2, group="correctness")
def test_one_item(solution, rng):
    """A sample of one item is a fair choice among all."""
    counts = np.zeros(3, dtype=int)
    for _ in range(900):
        counts[places(fed(solution, 1, seed(rng), list(range(3))), 1, 3)] += 1
    assert_as_likely(counts, 900, 1 / 3)


@pytest.mark.points(2, group="correctness")
def test_parts(solution, rng):
    """A stream in parts is one stream."""
    counts = np.zeros(12, dtype=int)
    for _ in range(300):
        sampler = fed(solution, 3, seed(rng), list(range(5)), list(range(5, 12)))
        counts[places(sampler, 3, 12)] += 1
    assert_as_likely(counts, 300, 1 / 4)


@pytest.mark.points(3, group="correctness")
def test_at_any_time(solution, rng):
    """The sample is fair at every moment, and to ask for it changes nothing."""
    early, late = np.zeros(3, dtype=int), np.zeros(6, dtype=int)
    for _ in range(300):
        sampler = fed(solution, 2, seed(rng), [0, 1, 2])
        first = places(sampler, 2, 3)
        assert places(sampler, 2, 3) == first
        early[first] += 1
        sampler.extend([3, 4, 5])
        late[places(sampler, 2, 6)] += 1
    assert_as_likely(early, 300, 2 / 3)
    assert_as_likely(late, 300, 1 / 3)


@pytest.mark.points(2, group="edge cases")
def test_fewer_items(solution, rng):
    """Of fewer items than k all are kept, and of none there is nothing to keep."""
    for k, n in ((1, 1), (5, 3), (5, 4), (5, 5), (1000, 7)):
        sampler = solution.ReservoirSampler(k, seed(rng))
        assert asked(sampler, 0) == []
        sampler.extend([])
        assert asked(sampler, 0) == []
        for place in range(n):
            sampler.extend([place])
            assert places(sampler, place + 1, n) == list(range(place + 1))
        sampler.extend(list(range(n, n + k)))
        places(sampler, k, n + k)


@pytest.mark.points(2, group="edge cases")
def test_kinds_of_streams(solution, rng):
    """Whatever a loop goes over is a stream: texts, sets, tuples, arrays and their rows."""
    sampler = fed(solution, 4, seed(rng), "abcdefgh", ("i", "j"))
    assert set(asked(sampler, 4)) < set("abcdefghij")
    sampler = fed(solution, 4, seed(rng), {1, 2, 3}, frozenset({4, 5}), {6: "six", 7: "seven"})
    assert set(asked(sampler, 4)) < set(range(1, 8))
    array = rng.integers(0, 100, (9, 3))
    rows = asked(fed(solution, 4, seed(rng), array[:3], np.asfortranarray(array[3:])), 4)
    assert {tuple(row.tolist()) for row in rows} <= set(map(tuple, array.tolist()))
    numbers = asked(fed(solution, 4, seed(rng), array[:, 0]), 4)
    assert {int(number) for number in numbers} <= set(array[:, 0].tolist())


@pytest.mark.points(2, group="edge cases")
def test_odd_items(solution, rng):
    """Items that are nothing, false, empty, or can be neither hashed nor compared are items."""
    odd = [None, 0, False, "", [], {}, [1, [2]], {"a": [3]}, b"", ()]
    for k in (4, len(odd)):
        for item in asked(fed(solution, k, seed(rng), odd, odd[: k // 4]), k):
            assert any(type(item) is type(other) and item == other for other in odd)
    for item in (None, 0, False, "", [], (1,), [1, 2]):
        sampler = fed(solution, 2, seed(rng), [item], [item, item], [item])
        assert asked(sampler, 2) == [item, item]


@pytest.mark.points(2, group="edge cases")
def test_equal_items(solution, rng):
    """Equal items at different places each have a chance of their own."""
    for k in (2, 3, 6):
        assert asked(fed(solution, k, seed(rng), ["x"] * 4, ["x"] * 5), k) == ["x"] * k
    n_odd = 0
    for _ in range(200):
        n_odd += "y" in asked(fed(solution, 2, seed(rng), list("xxxxxy")), 2)
    assert_as_likely([n_odd], 200, 1 / 3)


@pytest.mark.points(1, group="edge cases")
def test_refused_sizes(solution, rng):
    """A size below one raises ValueError, one does not."""
    for k in (0, -1, -7):
        with pytest.raises(ValueError):
            solution.ReservoirSampler(k, seed(rng))
    places(fed(solution, 1, seed(rng), list(range(9))), 1, 9)


@pytest.mark.points(2, group="edge cases")
def test_seeds(solution, rng):
    """The seed decides what is kept, whoever else draws in between; another seed keeps others."""
    seeds = [seed(rng), seed(rng), 0, 1]
    # Two samplers of each seed, which see the same parts in turn.
    samplers = [solution.ReservoirSampler(20, each) for each in (*seeds, *seeds[::-1])]
    for first in range(0, 300, 100):
        for sampler in samplers:
            sampler.extend(list(range(first, first + 100)))
    samples = [places(sampler, 20, 300) for sampler in samplers]
    assert samples[:4] == samples[:3:-1]
    # Two fair samples of 20 from 300 are the same with a probability below 1e-30.
    assert all(one != other for one, other in itertools.combinations(samples[:4], 2))


@pytest.mark.points(1, group="edge cases")
def test_apart(solution, rng):
    """Samplers side by side do not mix what they have seen, nor how many they keep."""
    one, other = (solution.ReservoirSampler(k, seed(rng)) for k in (3, 5))
    for place in range(6):
        one.extend([place])
        other.extend([f"item {place}"])
    places(one, 3, 6)
    assert {*asked(other, 5)} < {f"item {place}" for place in range(6)}


@pytest.mark.points(2, group="numerical stability")
def test_numbers_as_they_were(solution, rng):
    """Numbers come out as they went in, to the last digit and of the same type."""
    stream = [2**53 + 1, 0.5, 2**80 + 1, -(2**64), 1e-320, math.inf, True, 3, 1.0, -0.0]
    for k in (1, 4, len(stream)):
        for item in asked(fed(solution, k, seed(rng), stream[:5], stream[5:]), k):
            assert (type(item), repr(item)) in {(type(each), repr(each)) for each in stream}
    for item in asked(fed(solution, 3, seed(rng), [math.nan] * 7), 3):
        assert isinstance(item, float) and math.isnan(item)
    for dtype in (np.float32, np.uint8, np.int64):
        stream = rng.integers(0, 200, 30).astype(dtype)
        for item in asked(fed(solution, 5, seed(rng), stream), 5):
            assert isinstance(item, dtype) and item in stream


@pytest.mark.points(2, group="numerical stability")
def test_long_streams(solution, rng):
    """In a long stream late items have the same chance as early ones."""
    for k, n in ((200, 60_000), (2_000, 30_000)):
        parts = np.split(np.arange(n), [n // 3, n // 2])
        items = places(fed(solution, k, seed(rng), *(part.tolist() for part in parts)), k, n)
        for tenths in range(1, 10):
            share = sum(item < n * tenths // 10 for item in items) / k
            assert abs(share - tenths / 10) <= math.sqrt(LOG_OF_ALARM / (2 * k))


@pytest.mark.points(3, group="efficiency")
def test_memory(solution, rng):
    """A long stream of large items needs room for k of them only."""
    sampler = solution.ReservoirSampler(5, seed(rng))
    part = rng.integers(0, 256, (10, 100_000), dtype=np.uint8)
    for number in range(200):
        part[:, 0] = number
        sampler.extend(part)
    items = asked(sampler, 5)
    assert all((item[1:] == part[:, 1:]).all(axis=1).any() for item in items)


@pytest.mark.points(3, group="efficiency")
def test_work(solution, reference, rng):
    """An item costs the same however many are kept."""

    def ratio(k):
        samplers = [fed(each, k, seed(rng), list(range(k))) for each in (solution, reference)]

        def check(result, _):
            assert result is None
            assert len(set(asked(samplers[0], k)) - set(range(k))) > 0

        return speed_ratio(
            samplers[0].extend,
            samplers[1].extend,
            args=lambda: (rng.integers(k, 1 << 40, 10_000).tolist(),),
            rounds=3,
            check=check,
        )

    few, many = ratio(20), ratio(20_000)
    assert many <= SLOWEST_RATIO
    assert many <= FASTEST_GROWTH * max(few, 1.0)
