"""Starts on the first k rows and moves the centre of an empty cluster to the farthest point.

Differs from the reference: no randomness at all; the update is one product with a one-hot matrix;
stops when two labellings are equal.
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    n = len(X)
    if k < 1:
        raise ValueError("k must be positive")
    if k > n:
        raise ValueError("more clusters than points")
    centroids = np.array(X[:k], dtype=float)
    labels = None
    for _ in range(max_iterations):
        distances = np.linalg.norm(X[:, None, :] - centroids[None, :, :], axis=2)
        new_labels = distances.argmin(axis=1)
        if labels is not None and (new_labels == labels).all():
            break
        labels = new_labels
        one_hot = np.eye(k)[labels]
        counts = one_hot.sum(axis=0)
        filled = counts > 0
        centroids[filled] = (one_hot.T @ X)[filled] / counts[filled, None]
        farthest = np.argsort(distances.min(axis=1))[::-1]
        for j, i in zip(np.flatnonzero(~filled), farthest, strict=False):
            centroids[j] = X[i]
    return centroids, labels
