"""Takes the classes from the predictions only, so that what is never predicted is forgotten.

Caught by: test_text, test_never_predicted, test_all_or_nothing, test_one_row, test_tiny_scores,
test_rare_classes
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("bad average")
    if average == "micro":
        return (float(np.mean(y_true == y_pred)),) * 3
    labels, claimed = np.unique(y_pred, return_counts=True)
    there = counts(y_true, labels)
    right = counts(y_true[y_true == y_pred], labels)
    parts = right / claimed, right / np.maximum(there, 1), 2 * right / (there + claimed)
    if average is None:
        return parts
    weights = there if average == "weighted" and there.any() else None
    return tuple(float(np.average(each, weights=weights)) for each in parts)


def counts(values, labels):
    values = np.sort(values)
    return np.searchsorted(values, labels, "right") - np.searchsorted(values, labels, "left")
