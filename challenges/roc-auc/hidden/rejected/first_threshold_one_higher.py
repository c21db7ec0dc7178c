"""Begins the curve at a threshold one above the highest score, where nothing should reach it.

A huge score plus one is the same score, so the curve does not begin at (0, 0).

Caught by: test_any_size, test_infinite_scores
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score) or len(np.unique(y_true)) < 2:
        raise ValueError("bad input")
    different = np.unique(y_score)[::-1]
    thresholds = np.concatenate(([different[0] + 1], different))
    tpr, fpr = (share_that_reaches(thresholds, y_score[y_true == label]) for label in (1, 0))
    return float(np.trapezoid(tpr, fpr))


def share_that_reaches(thresholds, scores):
    return 1.0 - np.searchsorted(np.sort(scores), thresholds) / len(scores)
