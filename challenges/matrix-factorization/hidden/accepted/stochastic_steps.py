"""Stochastic gradient descent, one rating at a time, in plain loops over lists.

Differs from the reference: S. Funk's method (2006), with biases, a rate that falls to zero, and
small random factors from the `random` module; lists come back. It is here to show how slow a sound
answer may be.
"""

import random


def matrix_factorization(users, items, ratings, n_users, n_items, k, reg=0.1, epochs=100):
    triples = list(zip(users.tolist(), items.tolist(), ratings.tolist(), strict=True))
    mean = sum(rating for _, _, rating in triples) / len(triples)
    b, c = [0.0] * n_users, [0.0] * n_items
    P = [[0.0] * k for _ in range(n_users)]
    Q = [[0.0] * k for _ in range(n_items)]
    for u, i, _ in triples:
        P[u] = [random.gauss(0.0, 0.1) for _ in range(k)]
        Q[i] = [random.gauss(0.0, 0.1) for _ in range(k)]
    for epoch in range(epochs):
        rate = 0.05 * (1.0 - epoch / epochs)
        random.shuffle(triples)
        for u, i, rating in triples:
            p, q = P[u], Q[i]
            error = rating - mean - b[u] - c[i]
            for f in range(k):
                error -= p[f] * q[f]
            b[u] += rate * (error - reg * b[u])
            c[i] += rate * (error - reg * c[i])
            for f in range(k):
                old = p[f]
                p[f] += rate * (error * q[f] - reg * old)
                q[f] += rate * (error * old - reg * q[f])
    return mean, b, c, P, Q
