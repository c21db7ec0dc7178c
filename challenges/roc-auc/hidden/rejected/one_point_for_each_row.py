"""Draws a point of the curve for each row, also between rows that share a score.

Without ties it is right; with ties the area depends on the order that the sort leaves them in.

Caught by: test_ties, test_order_of_tied_rows, test_all_equal, test_bool_labels,
test_integer_scores, test_neighbouring_floats, test_infinite_scores, test_any_size,
test_single_precision_scores
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score) or len(np.unique(y_true)) < 2:
        raise ValueError("bad input")
    labels = y_true[np.argsort(-y_score)].astype(int)
    tpr = np.concatenate(([0.0], np.cumsum(labels) / labels.sum()))
    fpr = np.concatenate(([0.0], np.cumsum(1 - labels) / (1 - labels).sum()))
    return float(np.trapezoid(tpr, fpr))
