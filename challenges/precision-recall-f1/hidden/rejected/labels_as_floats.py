"""Puts both arrays into one table of floats first, where neighbours beyond 2^53 are the same.

Caught by: test_text, test_inputs_unchanged, test_huge_labels
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("bad average")
    table = np.empty((2, len(y_true)))
    table[0], table[1] = y_true, y_pred
    classes, codes = np.unique(table, return_inverse=True)
    true, pred = codes.reshape(2, -1)
    k = len(classes)
    tp = np.bincount(true[true == pred], minlength=k)
    there, claimed = np.bincount(true, minlength=k), np.bincount(pred, minlength=k)
    if average == "micro":
        return (float(tp.sum() / there.sum()),) * 3
    parts = tp / np.maximum(claimed, 1), tp / np.maximum(there, 1), 2 * tp / (there + claimed)
    if average is None:
        return parts
    weights = there if average == "weighted" else np.ones(k)
    return tuple(float(np.average(each, weights=weights)) for each in parts)
