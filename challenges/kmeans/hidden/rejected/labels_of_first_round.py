"""Assigns points once, before the loop, and returns those labels at the end.

The labels inside the loop have another name, and the old one is returned.

Caught by: test_fixed_point, test_few_rounds, test_integer_data, test_one_feature, test_data_unchanged, test_large_offset, test_tiny_spread, test_huge_spread, test_work_per_round
"""

import numpy as np


def assign(X, centroids):
    return np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[np.random.choice(len(X), k, replace=False)].astype(float)
    labels = assign(X, centroids)
    for _ in range(max_iterations):
        current = assign(X, centroids)
        previous = centroids.copy()
        for j in range(k):
            if np.any(current == j):
                centroids[j] = X[current == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
