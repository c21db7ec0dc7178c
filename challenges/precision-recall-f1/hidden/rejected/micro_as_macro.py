"""Knows one kind of mean, and takes it for micro and for every name that it does not know.

Caught by: test_micro, test_only_predicted, test_never_predicted, test_unknown_average,
test_inputs_unchanged, test_rare_classes
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    classes, codes = np.unique(np.concatenate((y_true, y_pred)), return_inverse=True)
    true, pred = codes[: len(y_true)], codes[len(y_true) :]
    k = len(classes)
    tp = np.bincount(true[true == pred], minlength=k)
    there, claimed = np.bincount(true, minlength=k), np.bincount(pred, minlength=k)
    parts = tp / np.maximum(claimed, 1), tp / np.maximum(there, 1), 2 * tp / (there + claimed)
    if average is None:
        return parts
    weights = there if average == "weighted" else np.ones(k)
    return tuple(float(np.average(each, weights=weights)) for each in parts)
