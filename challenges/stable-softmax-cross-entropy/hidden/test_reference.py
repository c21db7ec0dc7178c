"""Holds the reference to SciPy, scikit-learn, exact decimals, and a complex step."""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from scipy.special import log_softmax, softmax
from sklearn.metrics import log_loss


def data(rng, n=8, k=5, scale=1.0):
    return scale * rng.normal(size=(n, k)), rng.integers(0, k, n)


def test_libraries(solution, rng):
    """SciPy's softmax and scikit-learn's log loss give the same, for logits of any size."""
    for scale in (1.0, 20.0):
        logits, labels = data(rng, scale=scale)
        loss, gradient = solution.softmax_cross_entropy(logits, labels)
        expected = -log_softmax(logits, axis=1)[np.arange(8), labels].mean()
        assert loss == pytest.approx(expected, rel=1e-12)
        wanted = (softmax(logits, axis=1) - np.eye(5)[labels]) / 8
        assert np.allclose(gradient, wanted, rtol=1e-12, atol=1e-16)
    logits, labels = data(rng)
    probabilities = softmax(logits, axis=1)
    found = solution.softmax_cross_entropy(logits, labels)[0]
    assert found == pytest.approx(log_loss(labels, probabilities, labels=range(5)), rel=1e-9)


def test_complex_step(solution, rng):
    """The gradient is what a complex step finds for the loss by its definition."""
    logits, labels = data(rng, n=4, k=3)
    gradient = solution.softmax_cross_entropy(logits, labels)[1]
    for i in range(4):
        for j in range(3):
            moved = logits.astype(complex)
            moved[i, j] += 1e-30j
            powers = np.exp(moved)
            losses = -np.log(powers[np.arange(4), labels] / powers.sum(axis=1))
            assert gradient[i, j] == pytest.approx(losses.mean().imag / 1e-30, rel=1e-12)


def test_exact_decimals(solution, rng):
    """Fifty decimal digits give the same, with huge logits, offsets and masked classes."""
    logits, labels = data(rng, n=6, k=4)
    logits = np.round(logits * 1024) / 1024
    logits[1] += 2.0**30
    logits[2] *= 1e3
    logits[3] -= 1e3
    logits[4, (labels[4] + 1) % 4] = -np.inf
    logits[5] = np.where(np.arange(4) == labels[5], -1e300, 1e300)
    loss, gradient = solution.softmax_cross_entropy(logits, labels)
    losses = []
    with localcontext() as context:
        context.prec, context.Emin = 50, -(10**15)
        for row, label, slopes in zip(logits.tolist(), labels, gradient, strict=True):
            powers = [(Decimal(z) - Decimal(max(row))).exp() for z in row]
            p = [power / sum(powers) for power in powers]
            wanted = [float(each) - (j == label) for j, each in enumerate(p)]
            assert np.allclose(6 * slopes, wanted, rtol=0.0, atol=1e-14)
            far = Decimal(row[label]) - Decimal(max(row))
            losses.append(float(sum(powers).ln() - far))
    assert loss == pytest.approx(sum(losses) / 6, rel=1e-14)
    masked = np.array([[0.0, -np.inf], [1.0, 1.0]])
    loss, gradient = solution.softmax_cross_entropy(masked, np.array([1, 0]))
    assert loss == np.inf
    assert np.array_equal(gradient, [[0.5, -0.5], [-0.25, 0.25]])
