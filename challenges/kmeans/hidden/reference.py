"""Lloyd's algorithm with k-means++ starts, in plain NumPy.

Method: S. Lloyd, "Least squares quantization in PCM" (1982); the start is D. Arthur and
S. Vassilvitskii, "k-means++: the advantages of careful seeding" (2007). The data are centred
first, so a large common offset costs no digits.
"""

import numpy as np


def kmeans_clustering(
    X: np.ndarray, k: int, max_iterations: int = 100
) -> tuple[np.ndarray, np.ndarray]:
    """Group the rows of X around k centroids.

    Args:
        X: (n, d) finite numbers, int or float; left as it is.
        k: number of clusters, 1 <= k <= n.
        max_iterations: most rounds of assignment and update, at least 1.

    Returns:
        centroids (k, d) float64 and labels (n,) int64 in 0..k-1. A cluster without points
        keeps its centre.

    Raises:
        ValueError: k is not in 1..n.
    """
    points = np.asarray(X, dtype=np.float64)
    if not 1 <= k <= len(points):
        raise ValueError(f"k must be between 1 and the number of points, {len(points)}, not {k}")
    middle = points.mean(axis=0)
    points = points - middle

    centroids = _spread_out_rows(points, k, np.random.default_rng())
    labels = _nearest(points, centroids)
    for _ in range(max_iterations):
        for j in range(k):
            members = points[labels == j]
            if len(members):
                centroids[j] = members.mean(axis=0)
        previous, labels = labels, _nearest(points, centroids)
        if np.array_equal(labels, previous):
            break
    return centroids + middle, labels


def _squared_distances(points: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    """(n, d) and (k, d) -> (n, k)."""
    return ((points[:, None, :] - centroids[None, :, :]) ** 2).sum(axis=2)


def _nearest(points: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    return _squared_distances(points, centroids).argmin(axis=1)


def _spread_out_rows(points: np.ndarray, k: int, rng: np.random.Generator) -> np.ndarray:
    """k-means++: each next row is drawn in proportion to its squared distance from the chosen."""
    chosen = [rng.integers(len(points))]
    while len(chosen) < k:
        gaps = _squared_distances(points, points[chosen]).min(axis=1)
        # All gaps are zero when fewer different points than clusters are left: any row will do.
        weights = gaps / gaps.sum() if gaps.sum() > 0 else None
        chosen.append(rng.choice(len(points), p=weights))
    return points[chosen].copy()
