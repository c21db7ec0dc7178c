"""Lloyd's algorithm from random rows, in plain NumPy.

Method: S. Lloyd, "Least squares quantization in PCM" (1982); random rows as a start are
J. MacQueen, "Some methods for classification and analysis of multivariate observations" (1967).
"""

import numpy as np


def kmeans_clustering(
    X: np.ndarray, k: int, max_iterations: int = 100
) -> tuple[np.ndarray, np.ndarray]:
    """Group the rows of X around k centroids with Lloyd's algorithm.

    Args:
        X: (n, d) array of finite numbers, int64 or float64. Must not be changed.
        k: number of clusters, 1 <= k <= n.
        max_iterations: most rounds of assignment and update, at least 1.

    Returns:
        centroids: (k, d) floats, always k of them and always finite.
        labels: (n,) whole numbers of an integer dtype, each in 0..k-1.

    Raises:
        ValueError: k is not in 1..n.
    """
    if not 1 <= k <= len(X):
        raise ValueError(f"k must be between 1 and the number of points, {len(X)}, not {k}")
    points = np.asarray(X, dtype=np.float64)
    centroids = points[np.random.permutation(len(points))[:k]]
    labels = _nearest(points, centroids)
    for _ in range(max_iterations):
        # A cluster that has lost all its points is not among the labels.
        for j in np.unique(labels):
            centroids[j] = points[labels == j].mean(axis=0)
        previous, labels = labels, _nearest(points, centroids)
        if np.array_equal(labels, previous):
            break
    return centroids, labels


def _nearest(points: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    """(n, d) and (k, d) -> (n,) int64."""
    gaps = points[:, None, :] - centroids[None, :, :]
    return np.linalg.norm(gaps, axis=2).argmin(axis=1)
