"""Hidden suite for the sample size of an A/B test. README.md is the contract; nothing is stricter.

The answer is unique. It is worked out here as the power that a size has, rather than as the size
that a power needs: the size before rounding is the one at which the power is reached. Arguments
are drawn such that no size is within 1e-6 of a whole number.
"""

import math
from statistics import NormalDist

import pytest

from heldout.judging.probes import speed_ratio

NORMAL = NormalDist()
EXACT_UP_TO = 10_000_000
# Floats leave some 1e-15 of a size, and 1e-7 if a tiny effect is taken as a difference of rates.
TOLERANCE = 1e-9
# A search that halves takes up to 5 times as long as the reference, one that counts some 10,000.
SLOWEST_RATIO = 100.0
# That ratio grows by less than 2 if an interval is halved, and by 1,000 if people are counted.
FASTEST_GROWTH = 15.0
NAN, INF = math.nan, math.inf


def missing(n, baseline, effect, alpha=0.05, power=0.8, ratio=1.0):
    """By how many standard deviations a control of n people falls short of the power."""
    treated = baseline + effect
    pooled = baseline / (1 + ratio) + treated * ratio / (1 + ratio)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / (ratio * n)))
    spread_with_effect = math.sqrt(
        baseline * (1 - baseline) / n + treated * (1 - treated) / (ratio * n)
    )
    line = -NORMAL.inv_cdf(alpha / 2) * spread
    return NORMAL.inv_cdf(power) - (abs(effect) - line) / spread_with_effect


def needed(*args, **kwargs):
    """The size of the control before rounding, by bisection of its logarithm."""
    low, high = -30.0, 60.0
    for _ in range(100):
        middle = (low + high) / 2
        if missing(math.exp(middle), *args, **kwargs) > 0:
            low = middle
        else:
            high = middle
    return math.exp(high)


def pair(result):
    """Assert that the result is two ints; return them."""
    assert isinstance(result, (tuple, list)) and len(result) == 2
    assert all(isinstance(each, int) and not isinstance(each, bool) for each in result)
    return tuple(result)


def close(got, size):
    if size <= EXACT_UP_TO:
        return got == math.ceil(size)
    return abs(got - size) <= TOLERANCE * size + 1.0


def is_fair(size):
    """Whether rounding up a size is beyond doubt."""
    return size > EXACT_UP_TO or abs(size - round(size)) > 2e-6 + 1e-12 * size


def sizes(baseline, effect, **kwargs):
    n = needed(baseline, effect, **kwargs)
    return n, n * kwargs.get("ratio", 1.0)


def assert_right(solution, baseline, effect, **kwargs):
    expected = sizes(baseline, effect, **kwargs)
    if all(map(is_fair, expected)):
        got = pair(solution.sample_sizes(baseline, effect, **kwargs))
        assert close(got[0], expected[0]) and close(got[1], expected[1])


def ordinary(rng):
    """A baseline and an effect whose rates are well inside of 0 and 1."""
    baseline = float(rng.uniform(0.1, 0.9))
    treated = float(rng.uniform(0.1, 0.9))
    while abs(treated - baseline) < 0.01:
        treated = float(rng.uniform(0.1, 0.9))
    return baseline, treated - baseline


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_effects(solution, rng):
    """At ordinary rates the power is reached with these people, and not with fewer."""
    for _ in range(12):
        baseline, effect = ordinary(rng)
        assert_right(solution, baseline, abs(effect) if baseline < 0.5 else -abs(effect) / 9)
        assert_right(solution, baseline, effect)


@pytest.mark.points(2, group="correctness")
def test_levels(solution, rng):
    """A stricter level takes more people, by the right number."""
    for alpha in (0.001, 0.01, 0.1, 0.3, float(rng.uniform(0.02, 0.2)), 0.9):
        assert_right(solution, *ordinary(rng), alpha=alpha)


@pytest.mark.points(2, group="correctness")
def test_powers(solution, rng):
    """A higher power takes more people, by the right number."""
    for power in (0.55, 0.7, 0.9, 0.95, 0.99, float(rng.uniform(0.6, 0.9))):
        assert_right(solution, *ordinary(rng), power=power)


@pytest.mark.points(2, group="correctness")
def test_decreases(solution, rng):
    """An effect downwards takes as many people as one upwards between the same rates."""
    for _ in range(6):
        baseline, effect = ordinary(rng)
        assert_right(solution, baseline, effect)
        assert_right(solution, baseline + effect, -effect)
        assert_right(solution, 1 - baseline, -effect)


@pytest.mark.points(1, group="correctness")
def test_defaults(solution, rng):
    """Unless something else is said, level, power and ratio are those of the statement."""
    for _ in range(4):
        baseline, effect = ordinary(rng)
        expected = sizes(baseline, effect, alpha=0.05, power=0.8, ratio=1.0)
        if all(map(is_fair, expected)):
            plain = pair(solution.sample_sizes(baseline, effect))
            assert plain == pair(solution.sample_sizes(baseline, effect, 0.05, 0.8, 1))
            assert plain == tuple(math.ceil(size) for size in expected)


@pytest.mark.points(3, group="correctness", gate=True)
def test_unequal_groups(solution, rng):
    """Groups of different size share the people as they should."""
    for ratio in (0.2, 0.5, 2, 3.5, 9.0, float(rng.uniform(0.3, 4.0))):
        for _ in range(3):
            assert_right(solution, *ordinary(rng), ratio=ratio)


@pytest.mark.points(2, group="edge cases")
def test_rounding_up(solution, rng):
    """A part of a person is a person, in each group by itself."""
    seen = set()
    for ratio in (3.0, 0.75) * 30:
        baseline, effect = ordinary(rng)
        for size in sizes(baseline, effect, ratio=ratio):
            seen.add(size % 1.0 < 0.5)
        assert_right(solution, baseline, effect, ratio=ratio)
    # 120 parts of a person are all on one side of a half with a probability below 1e-30.
    assert seen == {True, False}


@pytest.mark.points(1, group="edge cases")
def test_few_people(solution, rng):
    """An effect that nobody could miss takes a handful of people."""
    for effect in (0.9, 0.7, float(rng.uniform(0.6, 0.9))):
        for alpha, power in ((0.05, 0.8), (0.4, 0.6), (0.9, 0.5)):
            assert_right(solution, 0.05, effect, alpha=alpha, power=power)
            assert_right(solution, 0.96, -effect, alpha=alpha, power=power, ratio=2.5)


@pytest.mark.points(1, group="edge cases")
def test_power_of_a_half(solution, rng):
    """A power of one half is within the limits, and below it is not."""
    for _ in range(3):
        baseline, effect = ordinary(rng)
        assert_right(solution, baseline, effect, power=0.5)
        for power in (0.499999, 0.2, 0.0, -0.5):
            with pytest.raises(ValueError):
                solution.sample_sizes(baseline, effect, power=power)


@pytest.mark.points(2, group="edge cases")
def test_refused_rates(solution, rng):
    """Rates outside of 0 and 1, or on them, raise ValueError, and no effect does."""
    effect = float(rng.uniform(0.01, 0.2))
    assert_right(solution, 0.5, effect)
    for baseline in (0.0, 1.0, -0.3, 1.2, -INF, INF, NAN):
        for sign in (1, -1):
            with pytest.raises(ValueError):
                solution.sample_sizes(baseline, sign * effect)
    for baseline, effect in ((0.5, 0.5), (0.25, -0.25), (0.75, 0.25), (0.6, 0.7), (0.3, -0.5)):
        with pytest.raises(ValueError):
            solution.sample_sizes(baseline, effect)
    for baseline, effect in ((0.5, -0.51), (0.5, 0.51), (0.6, 0.42), (0.4, -0.42)):
        with pytest.raises(ValueError):
            solution.sample_sizes(baseline, effect)
    for baseline, effect in ((0.5, NAN), (0.5, INF), (0.5, -INF), (0.3, 0.0), (0.7, -0.0)):
        with pytest.raises(ValueError):
            solution.sample_sizes(baseline, effect)
    for baseline, effect in ((-0.1, 0.3), (1.1, -0.3), (0.0, 0.5), (1.0, -0.5)):
        with pytest.raises(ValueError):
            solution.sample_sizes(baseline, effect)


@pytest.mark.points(2, group="edge cases")
def test_refused_tests(solution, rng):
    """Levels, powers and ratios outside their limits raise ValueError."""
    baseline, effect = ordinary(rng)
    assert_right(solution, baseline, effect)
    for alpha in (0.0, 1.0, -0.05, 1.5, 5.0, NAN):
        with pytest.raises(ValueError):
            solution.sample_sizes(baseline, effect, alpha=alpha)
    for power in (1.0, 1.5, 80.0, NAN):
        with pytest.raises(ValueError):
            solution.sample_sizes(baseline, effect, power=power)
    for ratio in (0.0, -1.0, -INF, INF, NAN, 0):
        with pytest.raises(ValueError):
            solution.sample_sizes(baseline, effect, ratio=ratio)


@pytest.mark.points(2, group="edge cases")
def test_lopsided_groups(solution, rng):
    """One group may be a thousand times as large as the other."""
    for ratio in (1000, 0.001, 50.0, 0.02):
        for _ in range(2):
            assert_right(solution, *ordinary(rng), ratio=ratio)


@pytest.mark.points(2, group="numerical stability")
def test_tiny_effects(solution, rng):
    """Tiny effects take very many people, and the right number of them."""
    for size in (1e-4, 1e-6, 1e-9):
        for sign in (1.0, -1.0):
            effect = sign * size * float(rng.uniform(1.0, 3.0))
            assert_right(solution, float(rng.uniform(0.3, 0.9)), effect)
            assert_right(solution, float(rng.uniform(0.3, 0.9)), effect, ratio=2.0, power=0.9)


@pytest.mark.points(2, group="numerical stability")
def test_rates_near_the_ends(solution, rng):
    """Rates next to 0 and next to 1 keep their digits."""
    for size in (1e-3, 1e-5, 1e-9):
        rate = size * float(rng.uniform(1.0, 2.0))
        assert_right(solution, rate, 0.6 * rate)
        assert_right(solution, rate, -0.6 * rate)
        assert_right(solution, rate, 0.4, ratio=1.5)
    for size in (1e-2, 3e-4):
        rate = size * float(rng.uniform(1.0, 2.0))
        assert_right(solution, 1.0 - rate, 0.6 * rate)
        assert_right(solution, 1.0 - rate, -0.6 * rate, ratio=0.5)
        assert_right(solution, 1.0 - rate, -0.4, power=0.9)


@pytest.mark.points(3, group="numerical stability")
def test_strict_levels(solution, rng):
    """A level far below the distance of floats near 1 has a quantile of its own."""
    for alpha in (1e-10, 1e-14, 1e-17, 1e-30):
        for _ in range(2):
            assert_right(solution, *ordinary(rng), alpha=alpha * float(rng.uniform(1.0, 2.0)))


@pytest.mark.points(1, group="numerical stability")
def test_high_powers(solution, rng):
    """A power close to 1 has a quantile of its own."""
    for power in (0.9999, 1.0 - 1e-8, 0.999999999999):
        for _ in range(2):
            assert_right(solution, *ordinary(rng), power=power)


@pytest.mark.points(3, group="efficiency")
def test_work(solution, reference, rng):
    """The work does not grow with the number of people."""

    def check(result, baseline, effect):
        size = needed(baseline, effect)
        assert abs(pair(result)[0] - size) <= 1.0 + TOLERANCE * size

    ratios = [
        speed_ratio(
            solution.sample_sizes,
            reference.sample_sizes,
            args=lambda size=size: (
                float(rng.uniform(0.3, 0.6)),
                size * float(rng.uniform(1.0, 1.1)),
            ),
            rounds=7,
            check=check,
        )
        for size in (0.3, 0.001)
    ]
    assert ratios[1] <= SLOWEST_RATIO
    assert ratios[1] <= FASTEST_GROWTH * max(ratios[0], 1.0)
