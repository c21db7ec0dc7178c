"""Vectorised: k-means++ start, expanded squared distances, sums by np.add.at.

Differs from the reference: nothing is centred, distances come from |x|^2 - 2 x.c + |c|^2, the
global random state is drawn from, and the movement of the centres relative to the spread of the
data decides when to stop. It returns labels from before the last update.
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    n = X.shape[0]
    if k < 1 or k > n:
        raise ValueError("k must be in 1..n")
    X = X.astype(float)
    norms = np.einsum("ij,ij->i", X, X)

    def distances(C):
        return np.maximum(norms[:, None] - 2 * X @ C.T + np.einsum("ij,ij->i", C, C), 0.0)

    C = X[[np.random.randint(n)]]
    while len(C) < k:
        d = distances(C).min(axis=1)
        total = d.sum()
        i = np.random.choice(n, p=d / total) if total > 0 else np.random.randint(n)
        C = np.vstack([C, X[i]])

    negligible = 1e-6 * X.std(axis=0).max()
    for _ in range(max_iterations):
        labels = distances(C).argmin(axis=1)
        counts = np.bincount(labels, minlength=k)
        sums = np.zeros_like(C)
        np.add.at(sums, labels, X)
        new = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], C)
        moved = np.abs(new - C).max()
        C = new
        if moved <= negligible:
            break
    return C, labels
