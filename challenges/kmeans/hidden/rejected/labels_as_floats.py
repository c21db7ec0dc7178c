"""Stores the labels in np.zeros(n), whose dtype is float.

The values look right when printed; they fail as an index.

Caught by: test_clear_groups, test_fixed_point, test_close_to_reference, test_few_rounds, test_one_cluster, test_as_many_clusters_as_points, test_repeated_points, test_integer_data, test_one_feature, test_impossible_k, test_data_unchanged, test_global_random_state, test_large_offset, test_tiny_spread, test_huge_spread, test_work_per_round
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    n = X.shape[0]
    if not 1 <= k <= n:
        raise ValueError("bad k")
    centroids = X[np.random.choice(n, k, replace=False)].astype(float)
    labels = np.zeros(n)
    for _ in range(max_iterations):
        distances = np.linalg.norm(X[:, None] - centroids, axis=2)
        labels[:] = distances.argmin(axis=1)
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
    return centroids, labels
