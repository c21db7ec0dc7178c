"""Penalises factors only, since an intercept is not penalised elsewhere either.

Caught by: test_penalty_of_biases, test_repeated_pairs, test_few_users_or_items, test_strong_penalty
"""

import numpy as np


def ridge(rows, size, partners, targets, reg):
    design = np.hstack((np.ones((len(rows), 1)), partners))
    grams = np.zeros((size, design.shape[1], design.shape[1]))
    np.add.at(grams, rows, design[:, :, None] * design[:, None, :])
    counts = np.bincount(rows, minlength=size)
    grams += np.where(counts > 0, reg * counts, 1.0)[:, None, None] * np.diag(
        [1e-9] + [1.0] * partners.shape[1]
    )
    rights = np.zeros((size, design.shape[1]))
    np.add.at(rights, rows, design * targets[:, None])
    solved = np.linalg.solve(grams, rights[:, :, None])[:, :, 0]
    return solved[:, 0], solved[:, 1:]


def matrix_factorization(users, items, ratings, n_users, n_items, k, reg=0.1, epochs=100):
    mean = ratings.mean()
    c, Q = np.zeros(n_items), np.random.normal(0.0, 0.5, (n_items, k))
    for _ in range(epochs):
        b, P = ridge(users, n_users, Q[items], ratings - mean - c[items], reg)
        c, Q = ridge(items, n_items, P[users], ratings - mean - b[users], reg)
    return mean, b, c, P, Q
