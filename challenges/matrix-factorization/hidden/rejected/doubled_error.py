"""Steps by twice the error and once the penalty, as in a popular tutorial.

The 2 comes from differentiating the square, and is forgotten for the other squares, so the penalty
counts half.

Caught by: test_penalty_of_biases, test_penalty_of_factors, test_repeated_pairs, test_strong_penalty
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
            b[u] += 0.02 * (2 * error - reg * b[u])
            c[i] += 0.02 * (2 * error - reg * c[i])
            P[u] = [x + 0.02 * (2 * error * y - reg * x) for x, y in zip(p, q, strict=True)]
            Q[i] = [y + 0.02 * (2 * error * x - reg * y) for x, y in zip(p, q, strict=True)]
    P, Q = np.array(P), np.array(Q)
    P[np.bincount(users, minlength=n_users) == 0] = 0.0
    Q[np.bincount(items, minlength=n_items) == 0] = 0.0
    return mean, b, c, P, Q
