"""Does one round, because the return is indented into the loop.

The result has the right shape and looks like a clustering.

Caught by: test_fixed_point, test_integer_data, test_one_feature, test_data_unchanged, test_large_offset, test_tiny_spread, test_huge_spread
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[np.random.choice(len(X), k, replace=False)].astype(float)
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        return centroids, labels
