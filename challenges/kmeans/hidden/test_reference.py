"""Holds the reference to scikit-learn's k-means, started where the reference has ended."""

import warnings

import numpy as np
from sklearn.cluster import KMeans


def blobs(rng, k=3, n=20, d=2):
    """(k n, d) points in k groups far apart."""
    centres = 20.0 * rng.permutation(k)[:, None] + rng.uniform(-2.0, 2.0, (k, d))
    return np.concatenate([centre + rng.normal(size=(n, d)) for centre in centres])


def test_fixed_point(solution, rng):
    """Where the reference has converged, scikit-learn moves nothing, and labels alike."""
    for _ in range(5):
        X = rng.normal(size=(60, 3))
        centroids, labels = solution.kmeans_clustering(X, 4, 300)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other = KMeans(4, init=centroids, n_init=1, max_iter=1, algorithm="lloyd").fit(X)
        assert np.allclose(other.cluster_centers_, centroids, atol=1e-9)
        assert np.array_equal(other.labels_, labels)


def test_inertia(solution, rng):
    """With several starts the best inertia is that of scikit-learn's best of many."""
    for _ in range(3):
        X = blobs(rng)
        inertias = []
        for _ in range(25):
            centroids, labels = solution.kmeans_clustering(X, 3, 300)
            inertias.append(((X - np.asarray(centroids)[labels]) ** 2).sum())
        best = KMeans(3, n_init=25, random_state=0).fit(X).inertia_
        assert min(inertias) <= best * (1.0 + 1e-9)
