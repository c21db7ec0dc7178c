"""Takes the classes from the right labels only.

A label that is only predicted has no rows to find, and so it seems to be no class.

Caught by: test_text, test_only_predicted, test_all_or_nothing, test_one_row, test_rare_classes
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("bad average")
    if average == "micro":
        return (float(np.mean(y_true == y_pred)),) * 3
    labels, there = np.unique(y_true, return_counts=True)
    claimed = counts(y_pred, labels)
    right = counts(y_true[y_true == y_pred], labels)
    parts = right / np.maximum(claimed, 1), right / there, 2 * right / (there + claimed)
    if average is None:
        return parts
    weights = there if average == "weighted" else None
    return tuple(float(np.average(each, weights=weights)) for each in parts)


def counts(values, labels):
    values = np.sort(values)
    return np.searchsorted(values, labels, "right") - np.searchsorted(values, labels, "left")
