"""Hidden suite for softmax cross-entropy. README.md is the contract; nothing here is stricter.

Expected values come from the definition, row by row, with exact sums; the reference is a clock.
"""

import contextlib
import math

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Errors of the loss, beyond 1 as a part of it, and of n times the gradient. The gates ask for no
# more than single precision has.
TOLERANCE = 1e-9
SINGLE = 1e-5
# Plain loops take up to about 100 times as long as the reference, NumPy in a loop over many short
# rows about 50 times; a Jacobian for every long row takes more than 1000, if it fits in memory at
# all. A table of all pairs of the short rows does not.
SLOWEST_RATIO = 300.0


def checked(result, shape):
    """Assert types, shapes and kinds; return the loss and an (n, k) float64 gradient."""
    assert isinstance(result, (tuple, list)) and len(result) == 2
    loss = gradient = None
    with contextlib.suppress(TypeError, ValueError):
        loss, gradient = np.asarray(result[0]), np.asarray(result[1])
    assert gradient is not None, "ragged, so not an array"
    assert loss.dtype.kind in "fi" and loss.shape == ()
    assert gradient.dtype.kind == "f" and gradient.shape == shape
    assert not np.isnan(loss) and np.isfinite(gradient).all()
    return float(loss), gradient.astype(np.float64)


def by_definition(logits, labels):
    """The mean loss, and n times its gradient, from Python floats."""
    losses, slopes = [], []
    for row, label in zip(logits.tolist(), labels.tolist(), strict=True):
        largest = max(row)
        powers = [math.exp(z - largest) for z in row]
        total = math.fsum(powers)
        losses.append(math.log(total) + (largest - row[label]))
        slopes.append([power / total - (j == label) for j, power in enumerate(powers)])
    return math.fsum(losses) / len(losses), np.array(slopes)


def assert_right(solution, logits, labels, tolerance=TOLERANCE):
    loss, gradient = checked(solution.softmax_cross_entropy(logits, labels), logits.shape)
    expected, slopes = by_definition(logits, labels)
    assert np.abs(len(logits) * gradient - slopes).max() <= tolerance
    if math.isinf(expected):
        assert loss == expected
    else:
        assert abs(loss - expected) <= tolerance * max(1.0, expected)


def batch(rng, n, k, scale=1.0):
    """(n, k) logits and (n,) labels."""
    return rng.normal(0.0, scale, (n, k)), rng.integers(0, k, n)


def dyadic(rng, n, k):
    """(n, k) logits of few binary digits, so that an offset can be added without rounding."""
    return rng.integers(-64, 65, (n, k)) / 16.0


@pytest.mark.points(3, group="correctness", gate=True)
def test_mean_loss(solution, rng):
    """Ordinary logits have the right loss."""
    for n, k in ((4, 3), (3, 6), (7, 2)):
        logits, labels = batch(rng, n, k)
        loss, _ = checked(solution.softmax_cross_entropy(logits, labels), (n, k))
        assert abs(loss - by_definition(logits, labels)[0]) <= SINGLE


@pytest.mark.points(3, group="correctness", gate=True)
def test_gradient(solution, rng):
    """Ordinary logits have the right gradient."""
    for n, k in ((5, 3), (4, 4), (2, 7)):
        assert_right(solution, *batch(rng, n, k), SINGLE)


@pytest.mark.points(2, group="correctness")
def test_slope_of_the_loss(solution, rng):
    """The gradient tells how fast the loss changes."""
    for n, k in ((5, 4), (3, 8)):
        logits, labels = batch(rng, n, k)
        _, gradient = checked(solution.softmax_cross_entropy(logits, labels), (n, k))
        direction = rng.normal(0.0, 1.0, (n, k))
        up, down = (
            checked(solution.softmax_cross_entropy(logits + step * direction, labels), (n, k))[0]
            for step in (1e-5, -1e-5)
        )
        # The third derivative leaves less than 1e-8, rounding less than 1e-10.
        assert abs((up - down) / 2e-5 - (gradient * direction).sum()) <= 1e-6


@pytest.mark.points(2, group="correctness")
def test_repeated_rows(solution, rng):
    """Rows that come several times share the gradient and leave the loss."""
    logits, labels = batch(rng, 4, 3)
    loss, gradient = checked(solution.softmax_cross_entropy(logits, labels), (4, 3))
    order = rng.permutation(np.repeat(np.arange(4), 3))
    repeated = checked(solution.softmax_cross_entropy(logits[order], labels[order]), (12, 3))
    assert abs(repeated[0] - loss) <= TOLERANCE
    assert np.abs(3.0 * repeated[1] - gradient[order]).max() <= TOLERANCE


@pytest.mark.points(1, group="edge cases")
def test_single_rows_and_classes(solution, rng):
    """One row, one class, or both, are batches like any other."""
    for n, k in ((1, 5), (1, 2), (6, 1), (1, 1)):
        assert_right(solution, *batch(rng, n, k))


@pytest.mark.points(1, group="edge cases")
def test_ties_and_absent_classes(solution, rng):
    """Equal logits share the probability, also those of classes that no label names."""
    logits = np.full((4, 5), rng.normal())
    assert_right(solution, logits, np.array([2, 2, 0, 2]))
    logits, _ = batch(rng, 4, 6)
    logits[:, 1] = logits[:, 4] = logits.max(axis=1) + 0.5
    assert_right(solution, logits, np.array([1, 3, 1, 3]))


@pytest.mark.points(2, group="edge cases")
def test_integer_logits(solution, rng):
    """Integer logits have a gradient with fractions."""
    for n, k in ((5, 3), (2, 4)):
        assert_right(solution, rng.integers(-4, 5, (n, k)), rng.integers(0, k, n))


@pytest.mark.points(2, group="edge cases")
def test_kinds_of_labels(solution, rng):
    """Labels of any integer dtype name the same classes."""
    for kind in (np.uint8, np.int8, np.int32, np.uint16):
        logits, labels = batch(rng, 60, 9)
        assert_right(solution, logits, labels.astype(kind))


@pytest.mark.points(2, group="edge cases")
def test_wrong_labels(solution, rng):
    """Labels that are no classes, or not one for each row, raise ValueError."""
    logits, labels = batch(rng, 6, 4)
    assert_right(solution, logits, labels)
    for label in (-1, -4, -5, 4, 9):
        wrong = labels.copy()
        wrong[rng.integers(6)] = label
        with pytest.raises(ValueError):
            solution.softmax_cross_entropy(logits, wrong)
    for wrong in (labels[:-1], labels[:1], np.append(labels, 0)):
        with pytest.raises(ValueError):
            solution.softmax_cross_entropy(logits, wrong)


@pytest.mark.points(2, group="edge cases")
def test_masked_classes(solution, rng):
    """Masked classes change nothing for the others."""
    for n, k in ((4, 3), (5, 6)):
        logits, labels = batch(rng, n, k)
        for i in range(n - 1):
            masked = rng.permutation(np.delete(np.arange(k), labels[i]))[: rng.integers(1, k)]
            logits[i, masked] = -np.inf
        assert_right(solution, logits, labels)


@pytest.mark.points(1, group="edge cases")
def test_masked_truth(solution, rng):
    """A true class that is masked has an infinite loss and a finite gradient."""
    logits, labels = batch(rng, 4, 3)
    logits[2, labels[2]] = -np.inf
    assert_right(solution, logits, labels)


@pytest.mark.points(2, group="edge cases")
def test_inputs_unchanged(solution, rng):
    """A right answer leaves logits and labels as they were."""
    for n, k in ((5, 3), (1, 4)):
        assert_right(solution, *batch(rng, n, k))
        assert not solution.softmax_cross_entropy.changed_arguments


@pytest.mark.points(3, group="numerical stability")
def test_huge_logits(solution, rng):
    """Logits of any size, in one row or in several, neither overflow nor vanish."""
    for scale in (1e3, 1e5, 1e150, 1e300):
        logits, labels = rng.uniform(-scale, scale, (6, 4)), rng.integers(0, 4, 6)
        assert_right(solution, logits, labels)
        assert_right(solution, logits, logits.argmax(axis=1))
    # Rows far apart from each other.
    logits, labels = batch(rng, 5, 3)
    assert_right(solution, logits + np.array([[2000.0], [0.0], [-2000.0], [1e4], [-1e4]]), labels)


@pytest.mark.points(2, group="numerical stability")
def test_sure_mistakes(solution, rng):
    """The loss of a mistake grows with the distance of the logits, without an end."""
    for distance in (25.0, 40.0, 100.0, 740.0, 5000.0):
        logits, labels = batch(rng, 3, 4, 0.1)
        logits[np.arange(3), labels] -= distance
        assert_right(solution, logits, labels)


@pytest.mark.points(2, group="numerical stability")
def test_large_offset(solution, rng):
    """An offset that all logits of a row share does not cost a digit."""
    for offset in (1e6, 1e9, -1e9):
        logits, labels = dyadic(rng, 5, 4), rng.integers(0, 4, 5)
        assert_right(solution, logits + offset, labels)


@pytest.mark.points(2, group="numerical stability")
def test_single_precision(solution, rng):
    """Single precision has a narrower range, and is no less right within it."""
    logits, labels = batch(rng, 6, 4)
    assert_right(solution, logits.astype(np.float32), labels, SINGLE)
    for scale in (1e2, 1e4, 1e30):
        logits = rng.uniform(-scale, scale, (5, 3)).astype(np.float32)
        assert_right(solution, logits, rng.integers(0, 3, 5), SINGLE)
    logits = (dyadic(rng, 5, 4) + 1e5).astype(np.float32)
    assert_right(solution, logits, rng.integers(0, 4, 5), SINGLE)


@pytest.mark.points(3, group="efficiency")
def test_work(solution, reference, rng):
    """Many short rows and a few long ones, as many logits in both, take about the same work."""

    def check(result, logits, labels):
        slopes = len(logits) * checked(result, logits.shape)[1][:2]
        expected = by_definition(logits[:2], labels[:2])[1]
        assert np.abs(slopes - expected).max() <= TOLERANCE

    for n, k in ((12000, 3), (8, 6000)):
        ratio = speed_ratio(
            solution.softmax_cross_entropy,
            reference.softmax_cross_entropy,
            args=lambda n=n, k=k: batch(rng, n, k),
            rounds=3,
            check=check,
        )
        assert ratio <= SLOWEST_RATIO
