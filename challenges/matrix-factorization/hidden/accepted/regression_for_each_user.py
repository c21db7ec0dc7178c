"""Alternating least squares with a loop over users and items, each looking through all ratings.

Differs from the reference: each regression is solved by lstsq on rows that are lengthened by the
penalty; items come first; it stops when the biases and the products stand still.
"""

import numpy as np


def matrix_factorization(users, items, ratings, n_users, n_items, k, reg=0.1, epochs=100):
    mu = np.mean(ratings)
    rng = np.random.default_rng(7)
    b, c = np.zeros(n_users), np.zeros(n_items)
    P, Q = rng.normal(0.0, 0.3, (n_users, k)), np.zeros((n_items, k))
    P[np.bincount(users, minlength=n_users) == 0] = 0.0
    predicted = np.zeros(len(ratings))
    for _ in range(epochs):
        for i in np.unique(items):
            own = np.flatnonzero(items == i)
            c[i], Q[i] = ridge(P[users[own]], ratings[own] - mu - b[users[own]], reg)
        for u in np.unique(users):
            own = np.flatnonzero(users == u)
            b[u], P[u] = ridge(Q[items[own]], ratings[own] - mu - c[items[own]], reg)
        before, predicted = predicted, b[users] + c[items] + (P[users] * Q[items]).sum(axis=1)
        if np.abs(predicted - before).max() < 1e-4 * np.std(ratings):
            break
    return mu, b, c, P, Q


def ridge(factors, targets, reg):
    """Bias and weights of a penalised regression."""
    n, k = factors.shape
    rows = np.hstack((np.ones((n, 1)), factors))
    rows = np.vstack((rows, np.sqrt(reg * n) * np.eye(k + 1)))
    solved = np.linalg.lstsq(rows, np.concatenate((targets, np.zeros(k + 1))), rcond=None)[0]
    return solved[0], solved[1:]
