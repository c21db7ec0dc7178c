"""One np.linalg.norm for each point and centre, in Python loops; random places in the data's box.

Differs from the reference: the start often leaves clusters empty, which are put on a random row;
stops when labels stay the same; ends with an assignment, so labels are always nearest.
"""

import numpy as np


def assign(X, centroids):
    labels = np.zeros(len(X), dtype=int)
    for i, x in enumerate(X):
        labels[i] = np.argmin([np.linalg.norm(x - c) for c in centroids])
    return labels


def kmeans_clustering(X, k, max_iterations=100):
    n_samples, n_features = X.shape
    if not (0 < k <= n_samples):
        raise ValueError("k has to be between 1 and the number of samples")
    low, high = X.min(axis=0), X.max(axis=0)
    centroids = np.random.uniform(low, high, size=(k, n_features))
    labels = assign(X, centroids)
    for _ in range(max_iterations):
        for j in range(k):
            members = X[labels == j]
            if len(members) == 0:
                centroids[j] = X[np.random.randint(n_samples)]
            else:
                centroids[j] = np.mean(members, axis=0)
        previous, labels = labels, assign(X, centroids)
        if np.array_equal(previous, labels):
            break
    return centroids, labels
