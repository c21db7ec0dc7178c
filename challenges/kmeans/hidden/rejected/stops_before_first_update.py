"""Begins with labels of all zeros and stops as soon as labels do not change.

With k = 1 the first assignment is all zeros too, so the centre never moves off its first row.

Caught by: test_one_cluster
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[np.random.choice(len(X), k, replace=False)].astype(float)
    labels = np.zeros(len(X), dtype=int)
    for _ in range(max_iterations):
        new_labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        if np.array_equal(labels, new_labels):
            break
        labels = new_labels
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
    return centroids, labels
