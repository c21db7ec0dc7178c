"""Moves centres to the median of each feature: that is k-medians, another problem.

It is written in the name of robustness to outliers.

Caught by: test_clear_groups, test_fixed_point, test_few_rounds, test_one_cluster, test_integer_data, test_one_feature, test_impossible_k, test_data_unchanged, test_global_random_state, test_large_offset, test_tiny_spread, test_huge_spread
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
                centroids[j] = np.median(X[labels == j], axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
