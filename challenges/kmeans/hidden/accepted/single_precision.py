"""float32 inside, on data that are centred and scaled first; int8 labels.

Differs from the reference: single precision, start on random rows from a generator with a seed of
its own, the best of four starts by inertia.
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    if not 1 <= k <= X.shape[0]:
        raise ValueError("1 <= k <= n does not hold")
    middle = X.mean(axis=0)
    scale = np.abs(X - middle).max() or 1.0
    Z = ((X - middle) / scale).astype(np.float32)
    rng = np.random.default_rng(0)
    runs = [lloyd(Z, k, max_iterations, rng) for _ in range(4)]
    _, centroids, labels = min(runs, key=lambda run: run[0])
    return centroids.astype(np.float64) * scale + middle, labels.astype(np.int8)


def lloyd(Z, k, max_iterations, rng):
    centroids = Z[rng.permutation(len(Z))[:k]]
    for _ in range(max_iterations):
        gaps = np.square(Z[:, np.newaxis] - centroids).sum(axis=-1)
        labels = gaps.argmin(axis=-1)
        before = centroids.copy()
        for j in set(labels.tolist()):
            centroids[j] = Z[labels == j].mean(axis=0)
        if (before == centroids).all():
            break
    inertia = np.square(Z - centroids[labels]).sum()
    return inertia, centroids, labels
