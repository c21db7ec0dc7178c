"""Takes the learning rate of a tutorial that goes on for five thousand rounds.

Caught by: test_objective, test_held_out, test_penalty_of_factors, test_default_penalty,
test_zero_is_a_rating, test_few_users_or_items, test_arguments_unchanged, test_global_random_state,
test_large_mean, test_fewer_ratings_than_factors
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
            b[u] += 0.001 * (error - reg * b[u])
            c[i] += 0.001 * (error - reg * c[i])
            P[u] = [x + 0.001 * (error * y - reg * x) for x, y in zip(p, q, strict=True)]
            Q[i] = [y + 0.001 * (error * x - reg * y) for x, y in zip(p, q, strict=True)]
    P, Q = np.array(P), np.array(Q)
    P[np.bincount(users, minlength=n_users) == 0] = 0.0
    Q[np.bincount(items, minlength=n_items) == 0] = 0.0
    return mean, b, c, P, Q
