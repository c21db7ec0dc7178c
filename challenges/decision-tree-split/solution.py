"""The best split of a node. README.md is the statement.

`heldout check decision-tree-split` runs the public tests.
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
    raise NotImplementedError("write best_split here")
