"""Divides zero by zero, which is NaN in NumPy.

Caught by: test_text, test_only_predicted, test_never_predicted, test_all_or_nothing, test_one_row,
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
    with np.errstate(all="ignore"):
        precision, recall = tp / claimed, tp / there
        f1 = 2 * precision * recall / (precision + recall)
    if average is None:
        return precision, recall, f1
    weights = there if average == "weighted" else np.ones(k)
    return tuple(float(np.average(each, weights=weights)) for each in (precision, recall, f1))
