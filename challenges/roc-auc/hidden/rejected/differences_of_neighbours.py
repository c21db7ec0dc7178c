"""Finds where the score changes by the difference of neighbours, which is NaN for two infinities.

NaN is not zero, so equal infinities are taken for different scores.

Caught by: test_infinite_scores
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score) or len(np.unique(y_true)) < 2:
        raise ValueError("bad input")
    order = np.argsort(-y_score, kind="stable")
    scores, labels = y_score[order], y_true[order].astype(int)
    ends = np.append(np.diff(scores) != 0, True)
    tpr = np.concatenate(([0.0], np.cumsum(labels)[ends] / labels.sum()))
    fpr = np.concatenate(([0.0], np.cumsum(1 - labels)[ends] / (1 - labels).sum()))
    return float(np.trapezoid(tpr, fpr))
