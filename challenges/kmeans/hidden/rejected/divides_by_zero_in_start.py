"""k-means++ that divides by the sum of squared distances, also when it is zero.

Once every different point is chosen the weights are NaN, and the draw raises ValueError.

Caught by: test_repeated_points
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[[np.random.randint(len(X))]].astype(float)
    while len(centroids) < k:
        gaps = ((X[:, None] - centroids) ** 2).sum(axis=2).min(axis=1)
        row = np.random.choice(len(X), p=gaps / gaps.sum())
        centroids = np.vstack([centroids, X[row]])
    for _ in range(max_iterations):
        labels = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1)
        previous = centroids.copy()
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(previous, centroids):
            break
    return centroids, labels
