"""Loops until the labels stand still and never looks at max_iterations.

The argument is taken over from the signature and forgotten: on small data nobody notices, because
the loop ends long before the limit would.

Caught by: test_round_limit
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    n = len(X)
    if not 1 <= k <= n:
        raise ValueError(f"k must be in 1..{n}, not {k}")
    points = np.asarray(X, dtype=float)
    centroids = points[np.random.choice(n, k, replace=False)]
    labels = np.full(n, -1)
    while True:
        distances = ((points[:, None] - centroids[None]) ** 2).sum(axis=2)
        nearest = distances.argmin(axis=1)
        if np.array_equal(nearest, labels):
            return centroids, labels
        labels = nearest
        for j in range(k):
            members = points[labels == j]
            if len(members):
                centroids[j] = members.mean(axis=0)
