"""The best split by Gini impurity, from running class counts, in plain NumPy.

Method: L. Breiman, J. Friedman, R. Olshen and C. Stone, "Classification and Regression Trees"
(1984), chapters 2 and 4.
"""

import numpy as np


def best_split(X: np.ndarray, y: np.ndarray) -> tuple[int | None, float | None, float]:
    """Find the split with the largest decrease of Gini impurity.

    Rows with `X[:, feature] <= threshold` go to the left. Of equal gains the smallest feature wins,
    then the smallest threshold.

    Args:
        X: (n, d) array of finite numbers, int64 or float64. Must not be changed.
        y: (n,) int64 labels, any whole numbers. Must not be changed.

    Returns:
        feature: column of X, or None if no split has a gain of 1e-12 or more.
        threshold: midpoint of the two neighbouring values that it separates, or None.
        gain: impurity before the split minus the weighted mean impurity after it, or 0.0.
    """
    members = y[:, None] == np.unique(y)
    total = members.sum(axis=0)
    best = (None, None, 0.0)
    for feature in range(X.shape[1]):
        order = np.argsort(X[:, feature])
        values = X[order, feature]
        cuts = np.flatnonzero(values[:-1] < values[1:])
        left = np.cumsum(members[order], axis=0)[cuts]
        gains = (_impurity(total) - _impurity(left) - _impurity(total - left)) / len(y)
        for cut, gain in zip(cuts, gains, strict=True):
            if gain > best[2] + 1e-12:
                best = (feature, _between(values[cut], values[cut + 1]), gain)
    return best


def _impurity(counts: np.ndarray) -> np.ndarray:
    """(..., n_classes) counts -> (...) Gini impurities, times the number of rows."""
    sizes = counts.sum(axis=-1)
    return sizes - (counts**2).sum(axis=-1) / sizes


def _between(low: float, high: float) -> float:
    middle = 0.5 * low + 0.5 * high
    return middle if middle < high else low
