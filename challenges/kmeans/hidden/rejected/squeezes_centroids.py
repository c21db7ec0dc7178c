"""Squeezes the result, which loses the axis of a single cluster or a single feature.

It undoes the extra axis that broadcasting left somewhere, and works for every larger shape.

Caught by: test_one_cluster, test_as_many_clusters_as_points, test_one_feature
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[np.random.choice(len(X), k, replace=False)].astype(float)[:, None, :]
    for _ in range(max_iterations):
        labels = np.linalg.norm(X - centroids, axis=2).argmin(axis=0)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids.squeeze(), labels
