"""Compares all rows with each class, which grows with rows times classes.

Caught by: test_work
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("bad average")
    if average == "micro":
        return (float(np.mean(y_true == y_pred)),) * 3
    rows = []
    for c in np.union1d(y_true, y_pred):
        tp = np.sum((y_true == c) & (y_pred == c))
        there, claimed = np.sum(y_true == c), np.sum(y_pred == c)
        rows.append((tp / max(claimed, 1), tp / max(there, 1), 2 * tp / (there + claimed), there))
    *parts, there = np.array(rows).T
    if average is None:
        return tuple(parts)
    weights = there if average == "weighted" else None
    return tuple(float(np.average(each, weights=weights)) for each in parts)
