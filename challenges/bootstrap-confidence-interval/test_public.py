"""Public tests for the bootstrap interval: a first check of README.md."""

import numpy as np
import pytest


def interval(solution, data, seed, **how):
    """Call the solution; assert that it gives two ordered floats."""
    low, high = solution.bootstrap_ci(np.array(data), seed, **how)
    assert isinstance(low, (float, np.floating)), "both ends are floats"
    assert isinstance(high, (float, np.floating)), "both ends are floats"
    assert low <= high
    return float(low), float(high)


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement has the range of its data as its interval."""
    assert interval(solution, [0.0, 4.0], 1) == pytest.approx((0.0, 4.0))


@pytest.mark.points(1, group="correctness")
def test_two_resamples(solution, rng):
    """Of two resamples the ends are on the line between their means."""
    seed = int(rng.integers(1 << 40))
    low, high = interval(solution, [0.0, 4.0], seed, n_resamples=2, confidence=0.5)
    # The two means are 0, 2 or 4 apart, and half of that is between the quartiles.
    assert min(abs(high - low - width) for width in (0.0, 1.0, 2.0)) <= 1e-9


@pytest.mark.points(1, group="correctness")
def test_normal_width(solution, rng):
    """For the mean of many ordinary numbers the width is about four standard errors."""
    data = rng.normal(10.0, 3.0, 400)
    low, high = interval(solution, data, int(rng.integers(1 << 40)))
    assert low < data.mean() < high
    assert 0.75 < (high - low) / (3.92 * data.std() / 20.0) < 1.25


@pytest.mark.points(1, group="edge cases")
def test_constant(solution):
    """Where nothing varies both ends are the value itself."""
    assert interval(solution, [2.5, 2.5, 2.5], 3) == pytest.approx((2.5, 2.5))


@pytest.mark.points(1, group="edge cases")
def test_bad_confidence(solution):
    """A confidence of 95 is refused with ValueError, one of 0.95 is not."""
    interval(solution, [1.0, 2.0], 3, confidence=0.95)
    with pytest.raises(ValueError):
        solution.bootstrap_ci(np.array([1.0, 2.0]), 3, confidence=95.0)


@pytest.mark.points(1, group="numerical stability")
def test_near_a_million(solution):
    """Data near a million keep the width of their interval."""
    low, high = interval(solution, [1e6, 1e6 + 4.0], 5, n_resamples=500)
    assert high - low == pytest.approx(4.0)


@pytest.mark.points(1, group="efficiency")
def test_thousand_values(solution, rng):
    """A thousand resamples of a few hundred values end well before the time limit."""
    interval(solution, rng.normal(size=300), 8, statistic="median", n_resamples=1000)
