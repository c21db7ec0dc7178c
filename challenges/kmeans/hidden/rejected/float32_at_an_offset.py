"""Casts to float32 at once, which leaves steps of 1/16 between numbers around one million.

Half the memory and usually good enough; here the offset has to be taken away first.

Caught by: test_large_offset
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    X = X.astype(np.float32)
    centroids = X[np.random.choice(len(X), k, replace=False)]
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
