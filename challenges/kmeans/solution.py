"""K-means clustering. README.md is the statement; `heldout check kmeans` runs the public tests."""

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
    raise NotImplementedError("write kmeans_clustering here")
