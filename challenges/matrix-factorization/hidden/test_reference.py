"""Holds the reference to scikit-learn's ridge regression and to the slopes of its objective."""

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import Ridge


def ratings_of(rng, n_users=9, n_items=7, k=2, share=0.7):
    """Triples with planted biases and factors."""
    P, Q = rng.normal(size=(n_users, k)), rng.normal(size=(n_items, k))
    table = 3.0 + rng.normal(size=(n_users, 1)) + rng.normal(size=n_items) + P @ Q.T
    users, items = np.nonzero(rng.random((n_users, n_items)) < share)
    return users, items, table[users, items]


def objective(flat, users, items, ratings, mean, n_users, n_items, k, reg):
    """J as one function of all parameters."""
    U = flat[: n_users * (k + 1)].reshape(n_users, k + 1)[users]
    V = flat[n_users * (k + 1) :].reshape(n_items, k + 1)[items]
    errors = ratings - mean - U[:, 0] - V[:, 0] - (U[:, 1:] * V[:, 1:]).sum(axis=1)
    return (errors**2).sum() + reg * ((U**2).sum() + (V**2).sum())


def test_flat(solution, rng):
    """An independent minimiser that starts where the reference ends cannot go any lower."""
    for reg, k in ((0.1, 2), (0.5, 3), (1.0, 1)):
        data = ratings_of(rng)
        mean, b, c, P, Q = solution.matrix_factorization(*data, 9, 7, k, reg, 3000)
        assert np.isclose(mean, data[2].mean())
        flat = np.concatenate((np.column_stack((b, P)).ravel(), np.column_stack((c, Q)).ravel()))
        arguments = (*data, mean, 9, 7, k, reg)
        found = objective(flat, *arguments)
        lower = minimize(objective, flat, arguments, options={"maxiter": 30}).fun
        assert found - lower <= 1e-4 * found


def test_ridge(solution, rng):
    """Each item's bias and factors are the ridge regression on those of its users."""
    data = users, items, ratings = ratings_of(rng)
    mean, b, c, P, Q = solution.matrix_factorization(*data, 9, 7, 2, 0.3, 50)
    for i in np.unique(items):
        own = items == i
        X = np.column_stack((np.ones(own.sum()), P[users[own]]))
        ridge = Ridge(alpha=0.3 * own.sum(), fit_intercept=False)
        ridge.fit(X, ratings[own] - mean - b[users[own]])
        assert np.allclose(ridge.coef_, [c[i], *Q[i]])
