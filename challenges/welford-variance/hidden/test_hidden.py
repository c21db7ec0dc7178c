"""Hidden suite for running mean and variance. README.md is the contract; nothing is stricter.

The answer is unique. It is worked out here with exact fractions, or in long streams by two passes
over numbers without an offset, which is right to 1e-12.
"""

import math
from fractions import Fraction

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Any stable method leaves less than 1e-12 of ordinary numbers, float32 about 1e-7.
TOLERANCE = 1e-9
# With an offset of 1e9 standard deviations Welford's method leaves up to 1e-7 of the variance in
# these tests; a difference of sums of squares leaves 100 times the variance itself.
TOLERANCE_AT_OFFSET = 1e-5
# Other right code takes up to 20 times as long as the reference, most of it NumPy's calls.
SLOWEST_RATIO = 100.0
# The ratio stays within 3 times itself in constant time, and grows 30 times if old numbers count.
FASTEST_GROWTH = 8.0
FEW, MANY = 1_000, 100_000


def fed(solution, *parts):
    """A new accumulator that has seen the parts: lists and arrays whole, others one by one."""
    accumulator = solution.RunningVariance()
    for part in parts:
        if isinstance(part, (list, np.ndarray)):
            accumulator.extend(part)
        else:
            accumulator.update(part)
    return accumulator


def number(result):
    """Assert that a result is one float; return it."""
    assert isinstance(result, (float, np.floating))
    return float(result)


def exact(numbers, ddof=1):
    """Mean and variance by definition, without rounding before the end."""
    fractions = [Fraction(each) for each in numbers]
    mean = sum(fractions) / len(fractions)
    return float(mean), float(sum((each - mean) ** 2 for each in fractions) / (len(numbers) - ddof))


def assert_right(accumulator, numbers, tolerance=TOLERANCE):
    """Hold mean and variance, with both divisors, to exact arithmetic."""
    for ddof in (0, 1):
        mean, variance = exact(numbers, ddof)
        got = number(accumulator.variance(ddof=ddof))
        assert got >= 0.0
        assert abs(got - variance) <= tolerance * variance
    # At an offset a float has no more digits than this.
    slack = TOLERANCE * math.sqrt(variance) + 4e-16 * abs(mean) * len(numbers)
    assert abs(number(accumulator.mean()) - mean) <= slack


def ordinary(rng, n):
    """Floats, n of them, whose mean is a few standard deviations from 0."""
    return rng.normal(rng.uniform(-5.0, 5.0), rng.uniform(1.0, 3.0), n).tolist()


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_numbers(solution, rng):
    """Ordinary numbers have the right mean and variance, one by one or many at a time."""
    for n in (2, 3, 10, 57):
        numbers = ordinary(rng, n)
        assert_right(fed(solution, *numbers), numbers)
        assert_right(fed(solution, numbers), numbers)
        assert_right(fed(solution, np.array(numbers)), numbers)


@pytest.mark.points(2, group="correctness")
def test_at_any_time(solution, rng):
    """After each number both results are right, and asking changes nothing."""
    numbers = ordinary(rng, 12)
    accumulator = fed(solution, numbers[0])
    for n in range(2, 13):
        accumulator.update(numbers[n - 1])
        assert_right(accumulator, numbers[:n])
        assert_right(accumulator, numbers[:n])


@pytest.mark.points(2, group="correctness")
def test_divisors(solution, rng):
    """The sum of squares is divided by n - 1 unless another ddof is named."""
    for n in (2, 5, 9):
        numbers = ordinary(rng, n)
        accumulator = fed(solution, numbers)
        for asked, ddof in (((), 1), ((1,), 1), ((0,), 0)):
            variance = exact(numbers, ddof)[1]
            assert abs(number(accumulator.variance(*asked)) - variance) <= TOLERANCE * variance


@pytest.mark.points(2, group="correctness")
def test_parts(solution, rng):
    """In which parts the numbers come makes no difference."""
    for cuts in ((0, 4), (1, 20), (7, 8), (13, 30)):
        numbers = ordinary(rng, 30)
        first, rest = numbers[: cuts[0]], numbers[cuts[0] : cuts[1]]
        last = np.array(numbers[cuts[1] :])
        assert_right(fed(solution, first, *rest, [], last, np.zeros(0)), numbers)


@pytest.mark.points(3, group="correctness", gate=True)
def test_merge(solution, rng):
    """Two accumulators make one, which goes on like any other."""
    for n_one, n_other in ((1, 1), (1, 9), (20, 2), (15, 15)):
        numbers, others = ordinary(rng, n_one), ordinary(rng, n_other)
        accumulator = fed(solution, numbers)
        accumulator.merge(fed(solution, others))
        assert_right(accumulator, numbers + others)
        more = ordinary(rng, 3)
        accumulator.update(more[0])
        accumulator.extend(more[1:])
        assert_right(accumulator, numbers + others + more)


@pytest.mark.points(1, group="correctness")
def test_many_merges(solution, rng):
    """A tree of merges gives what one accumulator gives."""
    parts = [ordinary(rng, int(n)) for n in rng.integers(1, 9, 8)]
    accumulators = [fed(solution, part) for part in parts]
    while len(accumulators) > 1:
        for one, other in zip(accumulators[::2], accumulators[1::2], strict=True):
            one.merge(other)
        accumulators = accumulators[::2]
    assert_right(accumulators[0], [x for part in parts for x in part])


@pytest.mark.points(2, group="edge cases")
def test_too_few(solution, rng):
    """Where there is nothing to say the answer is NaN."""
    accumulator = fed(solution, [], np.zeros(0))
    assert math.isnan(number(accumulator.mean()))
    for ddof in (0, 1):
        assert math.isnan(number(accumulator.variance(ddof=ddof)))
    x = float(rng.normal(4.0, 1.0))
    for single in (fed(solution, x), fed(solution, [x])):
        assert abs(number(single.mean()) - x) <= TOLERANCE
        assert math.isnan(number(single.variance()))
        assert number(single.variance(ddof=0)) == 0.0
        assert math.isnan(number(single.variance(ddof=1)))


@pytest.mark.points(2, group="edge cases")
def test_constant_streams(solution, rng):
    """Numbers that are all the same do not vary, and no variance is below zero."""
    for x in (0.1, -1.0 / 3.0, 0.0, float(rng.uniform(1e5, 1e6)), 1e9 + 0.1):
        accumulator = fed(solution, *[x] * 5, [x] * 40)
        for ask in ("once", "after a merge"):
            assert abs(number(accumulator.mean()) - x) <= TOLERANCE * abs(x)
            for ddof in (0, 1):
                assert 0.0 <= number(accumulator.variance(ddof=ddof)) <= 1e-20 * x * x
            if ask == "once":
                accumulator.merge(fed(solution, [x] * 7))


@pytest.mark.points(2, group="edge cases")
def test_merge_with_nothing(solution, rng):
    """An empty accumulator adds nothing, and takes all of another."""
    numbers = ordinary(rng, 8)
    accumulator = fed(solution, numbers)
    accumulator.merge(fed(solution))
    assert_right(accumulator, numbers)
    empty = fed(solution)
    empty.merge(fed(solution))
    assert math.isnan(number(empty.mean()))
    assert math.isnan(number(empty.variance(ddof=0)))
    empty.merge(accumulator)
    assert_right(empty, numbers)


@pytest.mark.points(1, group="edge cases")
def test_merge_with_itself(solution, rng):
    """Merged with itself an accumulator has seen every number twice."""
    numbers = ordinary(rng, 6)
    accumulator = fed(solution, numbers)
    accumulator.merge(accumulator)
    assert_right(accumulator, numbers * 2)
    accumulator.update(numbers[0] + 1.0)
    assert_right(accumulator, [*numbers, *numbers, numbers[0] + 1.0])


@pytest.mark.points(2, group="edge cases")
def test_apart(solution, rng):
    """After a merge the two go their own ways."""
    for n in (0, 4):
        numbers, others, more = ordinary(rng, n), ordinary(rng, 6), ordinary(rng, 2)
        one, other = fed(solution, numbers), fed(solution, others)
        one.merge(other)
        assert_right(other, others)
        one.extend(more)
        assert_right(other, others)
        other.update(more[0])
        assert_right(one, numbers + others + more)
        assert_right(other, [*others, more[0]])


@pytest.mark.points(2, group="edge cases")
def test_integers(solution, rng):
    """Integers of any type are numbers like others, and their mean need not be one."""
    for low, high in ((-9, 10), (-(2**52), 2**52)):
        numbers = rng.integers(low, high, 15)
        for given in (numbers, numbers.tolist(), numbers[::2]):
            assert_right(fed(solution, given), np.asarray(given).tolist())
        assert_right(fed(solution, *numbers.tolist()), numbers.tolist())
        assert_right(fed(solution, *numbers), numbers.tolist())
    small = rng.integers(0, 256, 21, dtype=np.uint8)
    assert_right(fed(solution, small), small.tolist())
    assert_right(fed(solution, *small), small.tolist())
    mixed = [3, 0.5, -7, 2.25, 10]
    assert_right(fed(solution, mixed, 4, np.array(mixed)), [*mixed, 4, *mixed])


@pytest.mark.points(1, group="edge cases")
def test_values_unchanged(solution, rng):
    """A right answer leaves the numbers as they were."""
    for kind in (np.array, list):
        values = ordinary(rng, 9)
        accumulator = solution.RunningVariance()
        extend = accumulator.extend
        extend(kind(values))
        assert not extend.changed_arguments
        assert_right(accumulator, values)


@pytest.mark.points(4, group="numerical stability")
def test_large_offset(solution, rng):
    """A small variance far from zero keeps its digits."""
    for offset in (1e9, -1e9, 3e8):
        numbers = (offset + rng.normal(0.0, 1.0, 200)).tolist()
        assert_right(fed(solution, numbers), numbers, TOLERANCE_AT_OFFSET)
        assert_right(fed(solution, *numbers[:40]), numbers[:40], TOLERANCE_AT_OFFSET)


@pytest.mark.points(3, group="numerical stability")
def test_merge_at_offset(solution, rng):
    """Merging keeps the digits of a small variance far from zero."""
    for offset, n in ((1e9, 30), (-1e9, 150), (1e9, 1)):
        numbers = (offset + rng.normal(0.0, 1.0, 180)).tolist()
        accumulator = fed(solution, numbers[:n])
        accumulator.merge(fed(solution, numbers[n:]))
        assert_right(accumulator, numbers, TOLERANCE_AT_OFFSET)
    numbers, others = (rng.normal(offset, 1.0, 20).tolist() for offset in (1e9, -1e9))
    accumulator = fed(solution, numbers)
    accumulator.merge(fed(solution, others))
    assert_right(accumulator, numbers + others)


@pytest.mark.points(2, group="numerical stability")
def test_single_precision(solution, rng):
    """Numbers in float32 get results in full precision."""
    numbers = (100.0 + rng.normal(0.0, 20.0, 60)).astype(np.float32)
    assert_right(fed(solution, numbers), numbers.tolist())
    assert_right(fed(solution, *numbers), numbers.tolist())
    mixed = [*numbers[::3].tolist(), *numbers[1::3].tolist()]
    assert_right(fed(solution, numbers[::3], *numbers[1::3]), mixed)
    large = (1e30 * rng.uniform(1.0, 2.0, 12)).astype(np.float32)
    assert_right(fed(solution, large), large.tolist())
    assert_right(fed(solution, *large), large.tolist())


@pytest.mark.points(2, group="numerical stability")
def test_any_size(solution, rng):
    """Numbers may be huge or tiny, as long as their squares are floats."""
    for scale in (9e149, 1e-150):
        for n in (5, 40):
            numbers = (scale * rng.uniform(-1.0, 1.0, n)).tolist()
            assert_right(fed(solution, numbers), numbers)
            accumulator = fed(solution, *numbers[:3])
            accumulator.merge(fed(solution, numbers[3:]))
            assert_right(accumulator, numbers)


@pytest.mark.points(2, group="numerical stability")
def test_long_streams(solution, rng):
    """A long stream in many parts leaves no more error than a short one."""
    noise = rng.normal(0.0, 1.0, 150_000)
    accumulator = solution.RunningVariance()
    for part in np.split(5.0 + noise, 15):
        accumulator.extend(part)
    assert abs(number(accumulator.mean()) - 5.0 - noise.mean()) <= TOLERANCE
    assert abs(number(accumulator.variance()) - noise.var(ddof=1)) <= TOLERANCE
    accumulator.merge(fed(solution, [7.0]))
    longer = np.append(noise, 2.0)
    assert abs(number(accumulator.variance()) - longer.var(ddof=1)) <= TOLERANCE


@pytest.mark.points(3, group="efficiency")
def test_work_of_a_question(solution, reference, rng):
    """A variance costs the same however many numbers came before."""

    def ratio(n):
        numbers = rng.normal(0.0, 1.0, n)
        one, other = fed(solution, numbers), fed(reference, numbers)
        expected = numbers.var(ddof=1)

        def check(result):
            assert abs(number(result) - expected) <= TOLERANCE

        return speed_ratio(one.variance, other.variance, rounds=7, check=check)

    few, many = ratio(FEW), ratio(MANY)
    assert many <= SLOWEST_RATIO
    assert many <= FASTEST_GROWTH * max(few, 1.0)


@pytest.mark.points(3, group="efficiency")
def test_work_of_a_part(solution, reference, rng):
    """New numbers cost what they cost however many came before."""

    def ratio(n):
        numbers = rng.normal(0.0, 1.0, n)
        one, other = fed(solution, numbers), fed(reference, numbers)

        def check(_, values):
            assert abs(number(one.mean())) <= 1.0 and len(values) == 200

        return speed_ratio(
            one.extend,
            other.extend,
            args=lambda: (rng.normal(0.0, 1.0, 200),),
            rounds=5,
            check=check,
        )

    few, many = ratio(FEW), ratio(MANY)
    assert many <= SLOWEST_RATIO
    assert many <= FASTEST_GROWTH * max(few, 1.0)
