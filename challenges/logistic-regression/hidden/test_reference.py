"""Holds the reference to scikit-learn's optimum, and its gradients to a complex step."""

import numpy as np
import pytest
from scipy.special import expit
from sklearn.linear_model import LogisticRegression


def data(rng, n=40, d=3):
    """(n, d) features and (n,) labels that depend on them."""
    X = rng.normal(size=(n, d))
    y = (X @ rng.normal(size=d) + rng.logistic(size=n) > 0.0).astype(int)
    y[:2] = 0, 1
    return X, y


def penalised(X, y, weights, bias, l2):
    """The loss by its definition, for complex weights too."""
    z = X @ weights + bias
    return (np.log(1.0 + np.exp(z)) - y * z).mean() + l2 / 2 * (weights * weights).sum()


def test_optimum(solution, rng):
    """Many epochs lead to the fit that scikit-learn finds by another way."""
    X, y = data(rng)
    for l2 in (0.02, 0.3):
        # Their objective is C * sum + ||w||^2 / 2.
        fitted = LogisticRegression(C=1.0 / (l2 * len(y)), tol=1e-12, max_iter=10_000).fit(X, y)
        model = solution.LogisticRegression(0.5, 4000, l2)
        model.fit(X, y)
        found, wanted = model.predict_proba(X), fitted.predict_proba(X)[:, 1]
        assert np.allclose(found, wanted, rtol=0.0, atol=1e-6)
        assert (model.predict(X) == fitted.predict(X)).all()


def test_steps(solution, rng):
    """Each step goes along the gradient that a complex step finds; the loss is its definition."""
    X, y = data(rng, n=12)
    weights, bias, tiny = np.zeros(3), 0.0, 1e-30j
    for epochs in range(5):
        model = solution.LogisticRegression(0.4, epochs, 0.2)
        model.fit(X, y)
        assert np.allclose(model.predict_proba(X), expit(X @ weights + bias), rtol=1e-12)
        assert model.loss(X, y) == pytest.approx(penalised(X, y, weights, bias, 0.2), rel=1e-12)
        slopes = [penalised(X, y, weights + tiny * axis, bias, 0.2) for axis in np.eye(3)]
        slope = penalised(X, y, weights, bias + tiny, 0.2)
        weights = weights - 0.4 * np.imag(slopes) / 1e-30
        bias -= 0.4 * slope.imag / 1e-30


def test_sure_mistakes(solution):
    """The loss of scores of any size is that of exact arithmetic."""
    model = solution.LogisticRegression(1.0, 1)
    model.fit(np.array([[0.0], [2.0]]), np.array([0, 1]))  # w = 0.5, b = 0
    X = np.array([[-2e6], [2e6], [1400.0], [-1600.0]])
    for labels, expected in (([0, 1, 1, 0], 0.0), ([1, 0, 0, 1], (2e6 + 700.0 + 800.0) / 4)):
        assert model.loss(X, np.array(labels)) == pytest.approx(expected, rel=1e-12, abs=1e-12)
    assert np.allclose(model.predict_proba(X), [0.0, 1.0, 1.0, 0.0], atol=1e-15)
