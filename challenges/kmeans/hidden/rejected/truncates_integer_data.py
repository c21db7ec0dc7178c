"""Copies the starting rows with the dtype of X, so integer data truncate every mean.

Assigning a float mean into a row of an integer array drops its fraction without a word.

Caught by: test_integer_data
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[np.random.choice(len(X), k, replace=False)].copy()
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
