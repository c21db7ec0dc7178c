"""Fills the whole confusion matrix, k by k numbers of which n at most are not zero.

Caught by: test_work
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("bad average")
    classes, codes = np.unique(np.concatenate((y_true, y_pred)), return_inverse=True)
    true, pred = codes[: len(y_true)], codes[len(y_true) :]
    matrix = np.zeros((len(classes), len(classes)))
    np.add.at(matrix, (true, pred), 1)
    tp, there, claimed = np.diag(matrix), matrix.sum(axis=1), matrix.sum(axis=0)
    if average == "micro":
        return (float(tp.sum() / there.sum()),) * 3
    parts = tp / np.maximum(claimed, 1), tp / np.maximum(there, 1), 2 * tp / (there + claimed)
    if average is None:
        return parts
    weights = there if average == "weighted" else np.ones(len(classes))
    return tuple(float(np.average(each, weights=weights)) for each in parts)
