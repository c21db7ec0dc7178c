"""Matrix factorization. README.md is the statement."""

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
    raise NotImplementedError("write matrix_factorization here")
