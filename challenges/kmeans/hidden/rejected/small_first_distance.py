"""Looks for the nearest centre from a "large" distance of 10000 downwards.

A made-up number in place of infinity: where all distances are larger, every label stays 0.

Caught by: test_huge_spread
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= len(X):
        raise ValueError("bad k")
    centroids = X[np.random.choice(len(X), k, replace=False)].astype(float)
    labels = np.zeros(len(X), dtype=int)
    for _ in range(max_iterations):
        before = centroids.copy()
        for i in range(len(X)):
            shortest = 10000
            for j in range(k):
                distance = np.sqrt(np.sum((X[i] - centroids[j]) ** 2))
                if distance < shortest:
                    shortest = distance
                    labels[i] = j
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
        if np.array_equal(before, centroids):
            break
    return centroids, labels
