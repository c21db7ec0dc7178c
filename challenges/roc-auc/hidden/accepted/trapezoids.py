"""The curve itself: cumulative counts, one point for each different score, and trapezoids.

Differs from the reference: rates are divided before they are summed, and the answer is what
np.trapezoid gives.
"""

import numpy as np


def roc_curve(y_true, y_score):
    order = np.argsort(-y_score, kind="stable")
    scores, labels = y_score[order], y_true[order].astype(np.int64)
    ends = np.append(np.flatnonzero(scores[1:] != scores[:-1]), len(scores) - 1)
    true_positives = np.cumsum(labels)[ends]
    false_positives = 1 + ends - true_positives
    return (
        np.concatenate(([0.0], false_positives / (len(labels) - labels.sum()))),
        np.concatenate(([0.0], true_positives / labels.sum())),
    )


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("y_true and y_score differ in length")
    if len(np.unique(y_true)) < 2:
        raise ValueError("the area is not defined with a single class")
    fpr, tpr = roc_curve(y_true, y_score)
    return np.trapezoid(tpr, fpr)
