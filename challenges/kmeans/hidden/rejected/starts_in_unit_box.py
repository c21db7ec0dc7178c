"""Draws the first centres from [0, 1), wherever the data are.

Far from the origin one centre is nearest to all the points and the others stay empty.

Caught by: test_large_offset, test_tiny_spread
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = np.random.rand(k, X.shape[1])
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
