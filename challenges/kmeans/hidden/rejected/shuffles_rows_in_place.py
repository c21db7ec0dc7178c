"""Shuffles X itself to take the first k rows as a random start.

It reads as a neat way to draw without replacement; the labels are then in the shuffled order.

Caught by: test_clear_groups, test_fixed_point, test_close_to_reference, test_few_rounds, test_as_many_clusters_as_points, test_integer_data, test_one_feature, test_impossible_k, test_data_unchanged, test_global_random_state, test_large_offset, test_tiny_spread, test_huge_spread, test_work_per_round
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    np.random.shuffle(X)
    centroids = X[:k].astype(float)
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
