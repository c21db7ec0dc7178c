"""Alternating least squares for factors and biases, in plain NumPy.

Objective: Y. Koren, R. Bell and C. Volinsky, "Matrix factorization techniques for recommender
systems" (2009). Its alternating solution, with a penalty that grows with the number of ratings:
Y. Zhou, D. Wilkinson, R. Schreiber and R. Pan, "Large-scale parallel collaborative filtering for
the Netflix prize" (2008).
"""

import numpy as np


def matrix_factorization(
    users: np.ndarray,
    items: np.ndarray,
    ratings: np.ndarray,
    n_users: int,
    n_items: int,
    k: int,
    reg: float = 0.1,
    epochs: int = 100,
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Fit biases and k factors for each user and item to the ratings.

    Args:
        users: (m,) int64, each in 0..n_users-1, m >= 1. Must not be changed.
        items: (m,) int64, each in 0..n_items-1. Must not be changed.
        ratings: (m,) int64 or float64, finite. Must not be changed.
        n_users: number of users, rated or not.
        n_items: number of items, rated or not.
        k: number of factors, at least 1.
        reg: weight of the squared parameters beside each squared error, 0.001 to 10.
        epochs: most rounds over all ratings, at least 1.

    Returns:
        mean: the mean of the ratings.
        user_biases: (n_users,) floats, 0 for those without ratings.
        item_biases: (n_items,) floats, likewise.
        user_factors: (n_users, k) floats, likewise.
        item_factors: (n_items, k) floats, likewise.
    """
    mean = ratings.mean()
    # Column 0 is the bias.
    V = np.random.normal(size=(n_items, k + 1))
    for _ in range(epochs):
        U = _solve(users, n_users, V[items], ratings - mean, reg)
        V = _solve(items, n_items, U[users], ratings - mean, reg)
    return mean, U[:, 0], V[:, 0], U[:, 1:], V[:, 1:]


def _solve(
    rows: np.ndarray, n_rows: int, partners: np.ndarray, residuals: np.ndarray, reg: float
) -> np.ndarray:
    """A ridge regression for each row: (m,), (m, k + 1) and (m,) -> (n_rows, k + 1)."""
    targets = residuals - partners[:, 0]
    partners[:, 0] = 1.0
    squares = partners[:, :, None] * partners[:, None, :] + reg * np.eye(partners.shape[1])
    grams = np.zeros((n_rows, *squares.shape[1:]))
    np.add.at(grams, rows, squares)
    moments = np.zeros((n_rows, partners.shape[1]))
    np.add.at(moments, rows, partners * targets[:, None])
    rated = np.unique(rows)
    # Whoever has no ratings keeps the zeros.
    moments[rated] = np.linalg.solve(grams[rated], moments[rated, :, None])[:, :, 0]
    return moments
