"""Turns the scores round when the area is below a half.

A classifier that is worse than chance can be inverted, but one has to be told that it is.

Caught by: test_monotone_maps, test_perfect_and_hopeless, test_infinite_scores
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    positives, negatives = y_score[y_true == 1], np.sort(y_score[y_true == 0])
    if len(positives) == 0 or len(negatives) == 0:
        raise ValueError("one class only")
    below = np.searchsorted(negatives, positives, "left")
    not_above = np.searchsorted(negatives, positives, "right")
    area = float(np.mean((below + not_above) / 2.0) / len(negatives))
    return max(area, 1.0 - area)
