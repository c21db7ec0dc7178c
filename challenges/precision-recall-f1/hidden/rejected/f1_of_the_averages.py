"""Averages precision and recall, and takes F1 of the two averages.

It is how some papers define macro F1; here it is the mean of the classes' F1.

Caught by: test_macro, test_weighted, test_two_classes, test_text, test_only_predicted,
test_never_predicted, test_inputs_unchanged, test_huge_labels, test_rare_classes
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
        tp, there, claimed = (np.array([each.sum()]) for each in (tp, there, claimed))
    precision, recall = tp / np.maximum(claimed, 1), tp / np.maximum(there, 1)
    if average is None:
        return precision, recall, f1_of(precision, recall)
    weights = there if average == "weighted" else np.ones(len(there))
    precision = np.average(precision, weights=weights)
    recall = np.average(recall, weights=weights)
    return precision, recall, float(f1_of(precision, recall))


def f1_of(precision, recall):
    total = precision + recall
    return 2 * precision * recall / np.where(total > 0, total, 1)
