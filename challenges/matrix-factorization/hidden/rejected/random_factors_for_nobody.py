"""Leaves users and items without ratings at their random start.

Caught by: test_without_ratings, test_many_users_and_items
"""

import numpy as np


def matrix_factorization(users, items, ratings, n_users, n_items, k, reg=0.1, epochs=100):
    mean = ratings.mean()
    b, c = [0.0] * n_users, [0.0] * n_items
    P = np.random.normal(0.0, 0.1, (n_users, k)).tolist()
    Q = np.random.normal(0.0, 0.1, (n_items, k)).tolist()
    triples = list(zip(users.tolist(), items.tolist(), ratings.tolist(), strict=True))
    for _ in range(epochs):
        for u, i, rating in triples:
            p, q = P[u], Q[i]
            error = rating - mean - b[u] - c[i] - sum(x * y for x, y in zip(p, q, strict=True))
            b[u] += 0.03 * (error - reg * b[u])
            c[i] += 0.03 * (error - reg * c[i])
            P[u] = [x + 0.03 * (error * y - reg * x) for x, y in zip(p, q, strict=True)]
            Q[i] = [y + 0.03 * (error * x - reg * y) for x, y in zip(p, q, strict=True)]
    P, Q = np.array(P), np.array(Q)
    return mean, b, c, P, Q
