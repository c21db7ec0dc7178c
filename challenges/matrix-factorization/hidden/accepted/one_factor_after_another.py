"""Coordinate descent: each bias and each factor in turn, for all users or all items at once.

Differs from the reference: no matrix is solved, since for a single number the best value is a
fraction; errors are kept up to date; in the manner of H.-F. Yu and others, "Scalable coordinate
descent approaches to parallel matrix factorization" (2012).
"""

import numpy as np


def matrix_factorization(users, items, ratings, n_users, n_items, k, reg=0.1, epochs=100):
    rated_u = np.bincount(users, minlength=n_users)
    rated_i = np.bincount(items, minlength=n_items)
    mean = float(ratings.mean())
    P = np.random.uniform(-0.5, 0.5, (n_users, k)) * (rated_u > 0)[:, None]
    Q = np.random.uniform(-0.5, 0.5, (n_items, k)) * (rated_i > 0)[:, None]
    b, c = np.zeros(n_users), np.zeros(n_items)
    errors = ratings - mean - (P[users] * Q[items]).sum(axis=1)

    def best(rows, rated, size, partners, targets):
        above = np.bincount(rows, weights=targets * partners, minlength=size)
        below = np.bincount(rows, weights=partners**2, minlength=size) + reg * rated
        return np.where(rated > 0, above / np.where(rated > 0, below, 1.0), 0.0)

    ones = np.ones(len(ratings))
    for _ in range(epochs):
        errors += b[users]
        b = best(users, rated_u, n_users, ones, errors)
        errors -= b[users]
        errors += c[items]
        c = best(items, rated_i, n_items, ones, errors)
        errors -= c[items]
        for f in range(k):
            errors += P[users, f] * Q[items, f]
            P[:, f] = best(users, rated_u, n_users, Q[items, f], errors)
            Q[:, f] = best(items, rated_i, n_items, P[users, f], errors)
            errors -= P[users, f] * Q[items, f]
    return mean, b, c, P, Q
