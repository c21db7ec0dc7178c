"""Adds 1e-8 to each denominator instead of asking whether it is zero.

The habit of deep learning; with few rows in a class the eighth digit is wrong.

Caught by: test_scores_of_each_class, test_macro, test_weighted, test_micro, test_two_classes,
test_order_of_classes, test_text, test_only_predicted, test_never_predicted, test_all_or_nothing,
test_one_row, test_rows_that_do_not_match, test_unknown_average, test_inputs_unchanged,
test_huge_labels, test_tiny_scores, test_rare_classes, test_work
"""

import numpy as np

EPSILON = 1e-8


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
    precision, recall = tp / (claimed + EPSILON), tp / (there + EPSILON)
    f1 = 2 * precision * recall / (precision + recall + EPSILON)
    if average is None:
        return precision, recall, f1
    weights = there if average == "weighted" else np.ones(len(there))
    return tuple(float(np.average(each, weights=weights)) for each in (precision, recall, f1))
