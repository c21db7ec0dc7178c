"""Sorts the caller's labels and scores.

It saves two copies, and the caller's rows no longer match the rest of the table.

Caught by: test_inputs_unchanged
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    order = np.argsort(y_score)
    y_score[:], y_true[:] = y_score[order], y_true[order]
    positives, negatives = y_score[y_true == 1], y_score[y_true == 0]
    if len(positives) == 0 or len(negatives) == 0:
        raise ValueError("one class only")
    below = np.searchsorted(negatives, positives, "left")
    not_above = np.searchsorted(negatives, positives, "right")
    return float(np.mean((below + not_above) / 2.0) / len(negatives))
