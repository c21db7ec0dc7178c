"""Centres the data with `X -= ...`, which changes the caller's array.

Centring is a good idea for large offsets; the in-place operator is a habit. Integer data cannot
even be centred that way.

Caught by: test_integer_data, test_data_unchanged
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    middle = X.mean(axis=0)
    X -= middle
    centroids = X[np.random.choice(len(X), k, replace=False)]
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids + middle, labels
