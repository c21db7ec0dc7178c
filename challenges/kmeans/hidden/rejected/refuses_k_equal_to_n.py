"""Checks k one off: as many clusters as points is refused.

`k >= n` looks right to whoever thinks that such a clustering is pointless.

Caught by: test_as_many_clusters_as_points
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if k < 1 or k >= len(X):
        raise ValueError("k must be smaller than the number of points")
    centroids = X[np.random.choice(len(X), k, replace=False)].astype(float)
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
