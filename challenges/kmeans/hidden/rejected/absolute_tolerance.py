"""Stops when the centres move by less than 1e-4, whatever the unit of the data.

The default of many libraries, without the scaling by the variance that goes with it there.

Caught by: test_tiny_spread
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100, tolerance=1e-4):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[np.random.choice(len(X), k, replace=False)].astype(float)
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.linalg.norm(centroids - previous) < tolerance:
            break
    return centroids, labels
