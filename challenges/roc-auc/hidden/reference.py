"""Area under the ROC curve by counting pairs, in plain NumPy.

The area is the share of pairs that are in order: D. Bamber, "The area above the ordinal dominance
graph and the area below the receiver operating characteristic graph" (1975). Counting them through
a sorted sample is the U statistic of H. Mann and D. Whitney (1947).
"""

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
    if len(y_true) != len(y_score):
        raise ValueError(f"there are {len(y_true)} labels but {len(y_score)} scores")
    is_positive = y_true.astype(bool)
    positives, negatives = y_score[is_positive], np.sort(y_score[~is_positive])
    if not positives.size or not negatives.size:
        raise ValueError("without a positive and a negative there is no pair to compare")
    below = np.searchsorted(negatives, positives)
    not_above = np.searchsorted(negatives, positives, side="right")
    return float((below + not_above).mean() / (2 * len(negatives)))
