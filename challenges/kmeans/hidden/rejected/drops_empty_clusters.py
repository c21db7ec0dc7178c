"""Keeps only the clusters that have points, so fewer than k centroids come back.

Looping over np.unique(labels) avoids the NaN of an empty mean and looks like a cure.

Caught by: test_repeated_points
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[np.random.choice(len(X), k, replace=False)].astype(float)
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids
        centroids = np.array([X[labels == j].mean(axis=0) for j in np.unique(labels)])
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
