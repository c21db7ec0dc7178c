"""Scales the scores to [0, 1] by their smallest and largest.

It changes no order among ordinary scores, and divides by zero or by infinity for others.

Caught by: test_all_equal, test_infinite_scores
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    if y_true.all() or not y_true.any():
        raise ValueError("one class only")
    scaled = (y_score - y_score.min()) / (y_score.max() - y_score.min())
    values, inverse, counts = np.unique(scaled, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    if np.isnan(values).any():
        return float("nan")
    n_pos = y_true.sum()
    n_neg = len(y_true) - n_pos
    return float((ranks[y_true == 1].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))
