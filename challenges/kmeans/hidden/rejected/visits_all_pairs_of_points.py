"""In each round looks at all pairs of points to collect the members of each cluster.

For every point it walks over all the others to sum those with the same label: the mean is right,
the work grows with the square of n.

Caught by: test_work_per_round
"""

import numpy as np


def kmeans_clustering(X, k, max_iterations=100):
    n = len(X)
    if not 1 <= k <= n:
        raise ValueError("bad k")
    centroids = X[np.random.choice(n, k, replace=False)].astype(float)
    labels = None
    for _ in range(max_iterations):
        found = np.linalg.norm(X[:, None] - centroids, axis=2).argmin(axis=1).tolist()
        if found == labels:
            break
        labels = found
        for i in range(n):
            mates = [m for m, label in enumerate(labels) if label == labels[i]]
            centroids[labels[i]] = X[mates].mean(axis=0)
    return centroids, np.array(labels)
