"""Public tests for the running mean and variance: a first check of README.md."""

import math

import numpy as np
import pytest


def accumulated(solution, numbers):
    """Make an accumulator and give it the numbers, one at a time."""
    accumulator = solution.RunningVariance()
    for x in numbers:
        accumulator.update(x)
    return accumulator


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement comes out right."""
    one = solution.RunningVariance()
    one.extend([2, 4])
    assert one.mean() == pytest.approx(3.0)
    assert one.variance() == pytest.approx(2.0)
    one.merge(accumulated(solution, [9]))
    assert one.mean() == pytest.approx(5.0)
    assert one.variance() == pytest.approx(13.0)
    assert one.variance(ddof=0) == pytest.approx(26.0 / 3.0)


@pytest.mark.points(1, group="correctness")
def test_numpy_agrees(solution, rng):
    """Some normal numbers have the mean and the variance that NumPy gives."""
    numbers = rng.normal(1.0, 2.0, 25)
    accumulator = accumulated(solution, numbers.tolist())
    assert accumulator.mean() == pytest.approx(numbers.mean())
    assert accumulator.variance() == pytest.approx(numbers.var(ddof=1))


@pytest.mark.points(1, group="edge cases")
def test_no_numbers(solution):
    """Without numbers there is no mean, and no exception either."""
    assert math.isnan(accumulated(solution, []).mean())


@pytest.mark.points(1, group="edge cases")
def test_one_number(solution):
    """A single number is its own mean, and has a variance with ddof=0 only."""
    accumulator = accumulated(solution, [6.5])
    assert accumulator.mean() == pytest.approx(6.5)
    assert accumulator.variance(ddof=0) == 0.0
    assert math.isnan(accumulator.variance())


@pytest.mark.points(1, group="numerical stability")
def test_far_from_zero(solution):
    """Three neighbours far from zero have a variance of one."""
    accumulator = accumulated(solution, [100_000_001, 100_000_002, 100_000_003])
    assert accumulator.variance() == pytest.approx(1.0, rel=1e-5)


@pytest.mark.points(1, group="efficiency")
def test_some_thousand_numbers(solution, rng):
    """Some thousand numbers end well before the time limit."""
    accumulator = solution.RunningVariance()
    accumulator.extend(rng.uniform(0.0, 1.0, 5000))
    assert 0.0 < accumulator.variance() < 0.25
    assert 0.4 < accumulator.mean() < 0.6
    assert isinstance(np.asarray(accumulator.mean()).item(), float)
