"""Area under the ROC curve. README.md is the statement; `heldout check roc-auc` runs its tests."""

import numpy as np


def roc_auc(y_true: np.ndarray, y_score: np.ndarray) -> float:
    """Compute the share of pairs in which a positive has a higher score than a negative.

    Args:
        y_true: (n,) int64 or bool, 1 for a positive and 0 for a negative. Must not be changed.
        y_score: (n,) float64, float32 or int64, never NaN; may be infinite. Must not be changed.

    Returns:
        The area in [0, 1]. A pair with equal scores counts half.

    Raises:
        ValueError: one of the two classes has no row, or the lengths differ.
    """
    raise NotImplementedError("write roc_auc here")
