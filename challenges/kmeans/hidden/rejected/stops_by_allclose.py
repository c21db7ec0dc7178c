"""Stops when np.allclose(previous, centroids), whose tolerance grows with the coordinates.

Around one million it takes a movement of ten for none at all.

Caught by: test_large_offset
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[np.random.choice(len(X), k, replace=False)].astype(float)
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.allclose(previous, centroids):
            break
    return centroids, labels
