"""Forgets axis=0, so each centre becomes one number repeated over the features.

Broadcasting takes the scalar without complaint; with one feature it is even right.

Caught by: test_clear_groups, test_fixed_point, test_close_to_reference, test_few_rounds, test_one_cluster, test_integer_data, test_impossible_k, test_data_unchanged, test_global_random_state, test_large_offset, test_tiny_spread, test_huge_spread
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
                centroids[j] = X[labels == j].mean()
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
