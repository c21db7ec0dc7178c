"""Does not look at k: with k > n some rows are taken twice, with k = 0 or less nothing is raised.

The happy path needs no check, and indexing modulo n even hides the mistake.

Caught by: test_impossible_k
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    order = np.random.permutation(len(X))
    centroids = np.array([X[order[j % len(X)]] for j in range(k)], dtype=float)
    labels = np.full(len(X), -1)
    for _ in range(max_iterations):
        new_labels = np.array([nearest(x, centroids) for x in X])
        if np.array_equal(new_labels, labels):
            break
        labels = new_labels
        for j in range(k):
            if np.any(labels == j):
                centroids[j] = X[labels == j].mean(axis=0)
    return centroids, labels


def nearest(x, centroids):
    best, best_distance = 0, np.inf
    for j, centroid in enumerate(centroids):
        distance = ((x - centroid) ** 2).sum()
        if distance < best_distance:
            best, best_distance = j, distance
    return best
