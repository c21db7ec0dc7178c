"""Weighs each class by how often it is predicted.

Caught by: test_weighted, test_two_classes, test_only_predicted, test_never_predicted,
test_tiny_scores, test_rare_classes
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("bad average")
    classes, codes = np.unique(np.concatenate((y_true, y_pred)), return_inverse=True)
    true, pred = codes[: len(y_true)], codes[len(y_true) :]
    k = len(classes)
    tp = np.bincount(true[true == pred], minlength=k)
    there, claimed = np.bincount(true, minlength=k), np.bincount(pred, minlength=k)
    if average == "micro":
        return (float(tp.sum() / there.sum()),) * 3
    parts = tp / np.maximum(claimed, 1), tp / np.maximum(there, 1), 2 * tp / (there + claimed)
    if average is None:
        return parts
    weights = claimed if average == "weighted" else np.ones(k)
    return tuple(float(np.average(each, weights=weights)) for each in parts)
