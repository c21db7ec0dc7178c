"""Hidden suite for gradient descent. README.md is the contract; nothing here is stricter.

The answer is unique, so most tests compare it with the reference. Data are drawn with known
curvatures (eigenvalues of X^T X / m) wherever a run's course matters: then the same epochs are
stable, slow or divergent for every seed.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Both are parts of the largest entry of theta. float32 stays within the first by a wide margin and
# never within the second; float64 stays within the second in any order of summation.
TOLERANCE = 1e-5
PRECISE = 1e-9
# Plain loops take up to about 160 times as long as the reference; predicting all rows anew for each
# row takes at least 700, even in NumPy. A table with m rows and m columns does not fit in memory.
SLOWEST_RATIO = 500.0


def checked(result, d):
    """Assert type, shape, dtype kind and finiteness; return (d,) float64."""
    assert isinstance(result, (np.ndarray, list, tuple))
    theta = None
    with contextlib.suppress(TypeError, ValueError):
        theta = np.asarray(result)
    assert theta is not None, "ragged, so not an array"
    assert theta.dtype.kind in "fiu" and theta.shape == (d,)
    theta = theta.astype(np.float64)
    assert np.isfinite(theta).all()
    return theta


def assert_close(result, expected, tolerance=TOLERANCE):
    theta = checked(result, len(expected))
    assert np.abs(theta - expected).max() <= tolerance * np.abs(expected).max()


def assert_same(solution, reference, X, y, rate, epochs, tolerance=TOLERANCE):
    """The solution's theta is the reference's."""
    expected = checked(reference.gradient_descent(X, y, rate, epochs), X.shape[1])
    assert_close(solution.gradient_descent(X, y, rate, epochs), expected, tolerance)


def signs_and_sizes(rng, d, low=1.0, high=3.0):
    """(d,) numbers of either sign, none of them near zero."""
    return rng.choice([-1.0, 1.0], d) * rng.uniform(low, high, d)


def line_data(rng, m=20, d=3):
    """(m, d) features, of which the first is a column of ones, and (m,) noisy targets."""
    X = np.column_stack((np.ones(m), rng.uniform(-2.0, 2.0, (m, d - 1))))
    return X, X @ signs_and_sizes(rng, d) + rng.normal(0.0, 0.3, m)


def curved_data(rng, m, curvatures, weights=None):
    """(m, d) features whose X^T X / m has these eigenvalues, and (m,) noisy targets.

    `weights` are the coordinates of the planted theta along the eigenvectors. No feature can
    explain any of the noise, so the planted theta is the least-squares fit as well.
    """
    d = len(curvatures)
    left = np.linalg.qr(rng.normal(size=(m, d)))[0]
    right = np.linalg.qr(rng.normal(size=(d, d)))[0]
    X = np.sqrt(m) * (left * np.sqrt(curvatures)) @ right.T
    weights = signs_and_sizes(rng, d) if weights is None else weights
    noise = rng.normal(0.0, 0.3, m)
    return X, X @ right @ weights + noise - left @ (left.T @ noise)


@pytest.mark.points(3, group="correctness", gate=True)
def test_few_epochs(solution, reference, rng):
    """A few epochs end at the theta that the updates lead to."""
    for epochs in (2, 3, 5, 8):
        X, y = line_data(rng)
        assert_same(solution, reference, X, y, 0.1, epochs)
    X, y = line_data(rng)
    expected = checked(reference.gradient_descent(X, y, 0.05, 4), 3)
    assert_close(solution.gradient_descent(X, y, learning_rate=0.05, epochs=4), expected)


@pytest.mark.points(3, group="correctness", gate=True)
def test_reaches_least_squares(solution, rng):
    """Enough epochs end at the least-squares fit."""
    for _ in range(2):
        X, y = curved_data(rng, 12, [1.0, 0.8, 0.4])
        best = np.linalg.lstsq(X, y, rcond=None)[0]
        assert_close(solution.gradient_descent(X, y, 0.5, 300), best)


@pytest.mark.points(2, group="correctness")
def test_first_step(solution, rng):
    """One epoch is one step against the mean gradient at zero."""
    for rate in (0.05, 0.3, 2.0):
        X, y = line_data(rng, m=15, d=4)
        assert_close(solution.gradient_descent(X, y, rate, 1), rate * (X.T @ y) / 15)


@pytest.mark.points(2, group="correctness")
def test_default_arguments(solution, reference, rng):
    """Rate and epochs have the defaults of the signature, each by itself too."""
    X, y = curved_data(rng, 10, [0.5, 0.2, 0.1])
    for given in ({}, {"learning_rate": 0.02}, {"epochs": 600}):
        full = {"learning_rate": 0.01, "epochs": 1000} | given
        expected = checked(reference.gradient_descent(X, y, **full), 3)
        assert_close(solution.gradient_descent(X, y, **given), expected)


@pytest.mark.points(2, group="correctness")
def test_features_as_given(solution, reference, rng):
    """Features are used as given, neither centred nor scaled nor joined by a column of ones."""
    for _ in range(3):
        X = rng.uniform(1.0, 4.0, (20, 3))
        y = X @ signs_and_sizes(rng, 3) + rng.uniform(4.0, 8.0)
        assert_same(solution, reference, X, y, 0.03, 12)


@pytest.mark.points(1, group="edge cases")
def test_no_epochs(solution, rng):
    """No epochs give zeros."""
    for m, d in ((10, 3), (4, 2)):
        X, y = line_data(rng, m=m, d=d)
        assert not checked(solution.gradient_descent(X, y, epochs=0), d).any()


@pytest.mark.points(1, group="edge cases")
def test_one_row(solution, reference, rng):
    """A single row is enough."""
    for d in (2, 3, 4):
        X, y = rng.uniform(0.5, 1.5, (1, d)), signs_and_sizes(rng, 1)
        assert_same(solution, reference, X, y, 0.1, 6)


@pytest.mark.points(1, group="edge cases")
def test_one_feature(solution, reference, rng):
    """A single feature gives a theta with one entry."""
    for m in (2, 9, 16):
        X = rng.uniform(0.5, 2.0, (m, 1))
        assert_same(solution, reference, X, X[:, 0] * rng.uniform(1.0, 3.0) + 1.0, 0.1, 6)


@pytest.mark.points(2, group="edge cases")
def test_more_features_than_rows(solution, reference, rng):
    """More features than rows work like any other number."""
    for m, d in ((2, 5), (4, 7)):
        X, y = rng.normal(0.0, 1.0, (m, d)), signs_and_sizes(rng, m)
        assert_same(solution, reference, X, y, 0.05, 15)


@pytest.mark.points(2, group="edge cases")
def test_integer_data(solution, reference, rng):
    """Integer features and targets give the theta of the same numbers as floats."""
    X = np.column_stack((np.ones(18, dtype=np.int64), rng.integers(-4, 5, (18, 2))))
    y = X @ rng.integers(1, 4, 3) + rng.integers(-1, 2, 18)
    expected = checked(reference.gradient_descent(X.astype(float), y.astype(float), 0.02, 25), 3)
    for features, targets in ((X, y), (X, y.astype(float)), (X.astype(float), y)):
        assert_close(solution.gradient_descent(features, targets, 0.02, 25), expected)


@pytest.mark.points(2, group="edge cases")
def test_lengths_that_differ(solution, reference, rng):
    """Features and targets of different length raise ValueError, others do not."""
    X, y = line_data(rng, m=12)
    assert_same(solution, reference, X, y, 0.1, 5)
    for rows, targets in ((12, 11), (11, 12), (12, 1), (1, 12)):
        with pytest.raises(ValueError):
            solution.gradient_descent(X[:rows], y[:targets], 0.1, 5)
        # Without an epoch no product is taken that could raise it by accident.
        with pytest.raises(ValueError):
            solution.gradient_descent(X[:rows], y[:targets], 0.1, 0)


@pytest.mark.points(2, group="edge cases")
def test_inputs_unchanged(solution, reference, rng):
    """A right answer leaves features and targets as they were."""
    for d in (2, 4):
        X, y = line_data(rng, d=d)
        assert_same(solution, reference, X, y, 0.1, 5)
        assert not solution.gradient_descent.changed_arguments


@pytest.mark.points(2, group="numerical stability")
def test_badly_scaled_features(solution, reference, rng):
    """Features of very different size are descended on as they are."""
    for _ in range(3):
        X, y = curved_data(rng, 20, [1.0, 0.7, 0.5, 0.3])
        X *= np.array([1.0, 30.0, 200.0, 1000.0])
        # The largest curvature is at most the square of the largest scale, so this rate is stable.
        assert_same(solution, reference, X, 100.0 * y, 1e-6, 100, PRECISE)


@pytest.mark.points(2, group="numerical stability")
def test_large_targets(solution, reference, rng):
    """Targets far from zero lose no digits."""
    for _ in range(3):
        X, y = line_data(rng, d=5)
        assert_same(solution, reference, X, 1e6 + y, 0.1, 20, PRECISE)


@pytest.mark.points(2, group="numerical stability")
def test_tiny_targets(solution, reference, rng):
    """Tiny targets are fitted like any other."""
    for _ in range(3):
        X, y = line_data(rng, d=5)
        assert_same(solution, reference, X, 1e-9 * y, 0.1, 20, PRECISE)


@pytest.mark.points(2, group="numerical stability")
def test_flat_direction(solution, reference, rng):
    """A nearly flat direction is followed to the last epoch."""
    for _ in range(3):
        weights = signs_and_sizes(rng, 4) * np.array([1.0, 1.0, 1.0, 2.0])
        X, y = curved_data(rng, 20, [1.0, 0.6, 0.4, 1e-6], weights)
        assert_same(solution, reference, X, y, 1.0, 200, PRECISE)


@pytest.mark.points(2, group="numerical stability")
def test_rate_too_large(solution, reference, rng):
    """A rate that is too large diverges by the same updates."""
    for rate in (1.2, 2.0, 4.0):
        X, y = curved_data(rng, 20, [2.0, 1.0, 0.5, 0.1])
        assert_same(solution, reference, X, y, rate, 25, PRECISE)


@pytest.mark.points(3, group="efficiency")
def test_work_per_epoch(solution, reference, rng):
    """The work of an epoch does not grow with the square of the number of rows."""

    def draw():
        X = rng.uniform(0.0, 2.0, (18000, 3))
        return X, X @ signs_and_sizes(rng, 3) + rng.normal(0.0, 0.3, 18000), 0.05, 2

    def check(result, *args):
        assert_close(result, checked(reference.gradient_descent(*args), 3))

    ratio = speed_ratio(
        solution.gradient_descent, reference.gradient_descent, args=draw, rounds=3, check=check
    )
    assert ratio <= SLOWEST_RATIO
