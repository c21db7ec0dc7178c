"""Public tests for gradient descent: a first check of the contract in README.md."""

import numpy as np
import pytest

EXAMPLE_X = np.array([[1, 1], [1, 2], [1, 3]])
EXAMPLE_Y = np.array([3, 5, 7])


def checked(result, d):
    """Assert type, shape and kind; return (d,) float64."""
    assert isinstance(result, (np.ndarray, list, tuple)), "return theta, and nothing else"
    theta = np.asarray(result)
    assert theta.shape == (d,)
    assert theta.dtype.kind in "fiu", "theta is made of numbers"
    assert np.isfinite(theta).all()
    return theta.astype(np.float64)


def assert_close(result, expected, tolerance=1e-5):
    """Errors are measured against the largest entry of theta."""
    expected = np.asarray(expected)
    theta = checked(result, len(expected))
    assert np.abs(theta - expected).max() <= tolerance * np.abs(expected).max()


def line(rng, m=20, d=3):
    """Features with a column of ones, and noisy targets."""
    X = np.column_stack((np.ones(m), rng.uniform(-2.0, 2.0, (m, d - 1))))
    return X, X @ rng.uniform(1.0, 3.0, d) + rng.normal(0.0, 0.3, m)


@pytest.mark.points(1, group="correctness")
def test_example_first_epoch(solution):
    """The example of the statement is right after one epoch."""
    result = solution.gradient_descent(EXAMPLE_X, EXAMPLE_Y, learning_rate=0.1, epochs=1)
    assert_close(result, [0.5, 3.4 / 3])


@pytest.mark.points(1, group="correctness")
def test_example_second_epoch(solution):
    """The example of the statement is right after two epochs."""
    result = solution.gradient_descent(EXAMPLE_X, EXAMPLE_Y, learning_rate=0.1, epochs=2)
    assert_close(result, [2.17 / 3, 14.74 / 9])


@pytest.mark.points(1, group="correctness")
def test_least_squares_in_the_end(solution, rng):
    """Many epochs end at the least-squares fit."""
    X, y = line(rng, m=40)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    assert_close(solution.gradient_descent(X, y, learning_rate=0.3, epochs=600), best)


@pytest.mark.points(1, group="correctness")
def test_defaults(solution):
    """Without rate and epochs, the signature's defaults are used."""
    # Each epoch takes a thousandth of the way that is left.
    X, y = np.full((4, 1), 0.1**0.5), np.full(4, 0.1**0.5)
    assert_close(solution.gradient_descent(X, y), [1.0 - 0.999**1000])


@pytest.mark.points(1, group="edge cases")
def test_zero_epochs(solution):
    """No epochs give zeros."""
    assert not checked(solution.gradient_descent(EXAMPLE_X, EXAMPLE_Y, epochs=0), 2).any()


@pytest.mark.points(1, group="edge cases")
def test_lengths_are_compared(solution):
    """Targets that are too few raise ValueError; the right number does not."""
    assert_close(solution.gradient_descent(EXAMPLE_X, EXAMPLE_Y, 0.1, 1), [0.5, 3.4 / 3])
    for targets in (2, 1):
        with pytest.raises(ValueError):
            solution.gradient_descent(EXAMPLE_X, EXAMPLE_Y[:targets], 0.1, 1)


@pytest.mark.points(1, group="edge cases")
def test_inputs_stay_as_they_were(solution, rng):
    """Neither features nor targets are changed by the call."""
    X, y = line(rng)
    assert_close(solution.gradient_descent(X, y, 0.1, 1), 0.1 * np.mean(X.T * y, axis=1))
    assert not solution.gradient_descent.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_targets_near_a_million(solution):
    """Large targets lose no digits."""
    X, y = np.ones((5, 1)), np.full(5, 1e6 + 1.0)
    # Each epoch halves the way that is left.
    assert_close(solution.gradient_descent(X, y, 0.5, 6), [y[0] * (1.0 - 0.5**6)], 1e-9)


@pytest.mark.points(1, group="efficiency")
def test_many_rows(solution, rng):
    """A few epochs on some thousand rows end well before the time limit."""
    X, y = line(rng, m=4000, d=2)
    checked(solution.gradient_descent(X, y, 0.1, 5), 2)
