"""Starts all centres on one spot, the mean of the data. Equal centres never part.

It looks like a neutral start; the first centre takes every point and only quality shows it.

Caught by: test_clear_groups, test_close_to_reference, test_large_offset, test_tiny_spread, test_huge_spread
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = np.tile(X.mean(axis=0), (k, 1))
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
