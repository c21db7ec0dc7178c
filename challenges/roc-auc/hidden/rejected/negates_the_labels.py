"""Averages two orders of tied rows, one with the positives first and one with them last.

The idea is right, but bools cannot be negated with a minus.

Caught by: test_bool_labels, test_inputs_unchanged
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score) or len(np.unique(y_true)) < 2:
        raise ValueError("bad input")
    areas = []
    for second_key in (y_true, -y_true):
        labels = y_true[np.lexsort((second_key, y_score))]
        below = np.cumsum(1 - labels)
        areas.append(below[labels == 1].sum() / (labels.sum() * (1 - labels).sum()))
    return float(np.mean(areas))
