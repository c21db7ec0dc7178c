"""Holds the reference to scikit-learn's scaler, and its derivatives to central differences."""

import numpy as np
from scipy.optimize import approx_fprime
from sklearn.preprocessing import StandardScaler


def batch(rng, n=7, d=3):
    """Inputs (n, d), and scales, shifts, running means and variances (d,)."""
    X = rng.normal(3.0, 2.0, (n, d))
    return X, rng.normal(size=d), rng.normal(size=d), rng.normal(size=d), rng.uniform(0.5, 2.0, d)


def test_scaler(solution, rng):
    """Hardly any eps, and scikit-learn standardizes alike; its running statistics are exact."""
    X, gamma, beta, mean, var = batch(rng)
    out = solution.batch_norm_forward(X, gamma, beta, mean, var, True, 1.0, 1e-14)
    scaler = StandardScaler().fit(X)
    assert np.allclose(out[0], gamma * scaler.transform(X) + beta)
    assert np.allclose(out[1], scaler.mean_)
    assert np.allclose(out[2], scaler.var_ * 7 / 6)
    again = solution.batch_norm_forward(
        X, gamma, beta, scaler.mean_, scaler.var_, False, 0.1, 1e-14
    )
    assert np.allclose(again[0], out[0])


def test_differences(solution, rng):
    """Central differences of a random loss give all three derivatives."""
    for n, d, eps in ((7, 3, 1e-5), (2, 2, 0.5), (1, 4, 1e-3)):
        X, gamma, beta, mean, var = batch(rng, n, d)
        weights = rng.normal(size=(n, d))

        def loss(flat, n=n, d=d, eps=eps, weights=weights, rest=(mean, var)):
            X, gamma, beta = np.split(flat, [n * d, n * d + d])
            out = solution.batch_norm_forward(X.reshape(n, d), gamma, beta, *rest, eps=eps)[0]
            return (np.asarray(out) * weights).sum()

        cache = solution.batch_norm_forward(X, gamma, beta, mean, var, eps=eps)[3]
        found = solution.batch_norm_backward(weights, cache)
        flat = np.concatenate((X.ravel(), gamma, beta))
        ahead = approx_fprime(flat, loss, 1e-6)
        behind = approx_fprime(flat, loss, -1e-6)
        expected = (ahead + behind) / 2.0
        assert np.allclose(np.concatenate([np.ravel(part) for part in found]), expected, atol=1e-6)
