"""Writes the average ranks into an array like the scores, so that integers lose the halves.

With float32 scores the ranks and their sum lose digits.

Caught by: test_integer_scores, test_single_precision_scores
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    n_pos = int((y_true == 1).sum())
    n_neg = len(y_true) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("one class only")
    order = np.argsort(y_score)
    ranks = np.empty_like(y_score)
    ends = np.append(np.flatnonzero(y_score[order][1:] != y_score[order][:-1]) + 1, len(order))
    start = 0
    for end in ends:
        ranks[order[start:end]] = (start + 1 + end) / 2
        start = end
    return float((ranks[y_true == 1].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))
