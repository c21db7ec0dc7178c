"""Counts anew, over all rows, at each different score.

The textbook's picture of a moving threshold, which makes n passes over n rows.

Caught by: test_work
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    positive, negative = y_true == 1, y_true == 0
    if not positive.any() or not negative.any():
        raise ValueError("one class only")
    tpr, fpr = [0.0], [0.0]
    for threshold in np.unique(y_score)[::-1]:
        reached = y_score >= threshold
        tpr.append(np.sum(reached & positive) / np.sum(positive))
        fpr.append(np.sum(reached & negative) / np.sum(negative))
    return float(np.trapezoid(tpr, fpr))
