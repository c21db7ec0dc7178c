"""Holds the reference to scikit-learn's least squares, and to the closed form of its updates."""

import numpy as np
from sklearn.linear_model import LinearRegression


def data(rng, m=30, d=4):
    """(m, d) features, well conditioned, and (m,) noisy targets."""
    X = rng.normal(size=(m, d))
    return X, X @ rng.normal(size=d) + rng.normal(0.0, 0.3, m)


def test_least_squares(solution, rng):
    """Many epochs lead to the fit that scikit-learn finds by another way."""
    X, y = data(rng)
    fitted = LinearRegression(fit_intercept=False).fit(X, y)
    assert np.allclose(solution.gradient_descent(X, y, 0.2, 5000), fitted.coef_, rtol=1e-8)


def test_closed_form(solution, rng):
    """After t epochs theta is the geometric sum that the recursion unrolls to."""
    for epochs in (0, 1, 2, 17):
        X, y = data(rng)
        step = np.eye(X.shape[1]) - 0.1 * X.T @ X / len(y)
        powers = [np.linalg.matrix_power(step, n) for n in range(epochs)]
        expected = 0.1 * sum(powers, np.zeros_like(step)) @ X.T @ y / len(y)
        assert np.allclose(solution.gradient_descent(X, y, 0.1, epochs), expected, rtol=1e-10)
