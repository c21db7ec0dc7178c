"""Gives tied scores different ranks, by their position after the sort.

`argsort` twice is the well-known way to ranks, and has no averages.

Caught by: test_ties, test_order_of_tied_rows, test_all_equal, test_bool_labels,
test_integer_scores, test_neighbouring_floats, test_infinite_scores, test_any_size,
test_single_precision_scores
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    positive = y_true == 1
    n_pos, n_neg = positive.sum(), (~positive).sum()
    if n_pos == 0 or n_neg == 0:
        raise ValueError("one class only")
    ranks = y_score.argsort().argsort() + 1
    return float((ranks[positive].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))
