"""Calls np.random.seed(42), so every other draw in the program changes with it.

Tutorials do it to make their figures repeat.

Caught by: test_global_random_state
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    np.random.seed(42)
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
