"""Counts only the pairs in which the positive is strictly above.

"Higher than" is what the definition says first; the half for a tie is forgotten.

Caught by: test_ties, test_all_equal, test_order_of_tied_rows, test_bool_labels,
test_integer_scores, test_neighbouring_floats, test_infinite_scores, test_any_size,
test_single_precision_scores
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    positives, negatives = y_score[y_true == 1], np.sort(y_score[y_true == 0])
    if len(positives) == 0 or len(negatives) == 0:
        raise ValueError("one class only")
    return float(np.searchsorted(negatives, positives).sum() / (len(positives) * len(negatives)))
