"""Sorts the caller's rows by label, to have each class in one piece.

Caught by: test_inputs_unchanged
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("bad average")
    is_right = y_true == y_pred
    hits = np.sort(y_true[is_right])
    y_true.sort()
    y_pred.sort()
    if average == "micro":
        return (float(is_right.mean()),) * 3
    labels = np.union1d(y_true, y_pred)
    tp, there, claimed = (
        np.searchsorted(rows, labels, "right") - np.searchsorted(rows, labels)
        for rows in (hits, y_true, y_pred)
    )
    parts = tp / np.maximum(claimed, 1), tp / np.maximum(there, 1), 2 * tp / (there + claimed)
    if average is None:
        return parts
    weights = there if average == "weighted" else np.ones(len(labels))
    return tuple(float(np.average(each, weights=weights)) for each in parts)
