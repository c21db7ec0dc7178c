"""Takes the scores as its first argument and the labels as its second.

Some libraries have that order.

Caught by: test_ordinary_scores, test_monotone_maps, test_perfect_and_hopeless, test_rare_class,
test_ties, test_all_equal, test_bool_labels, test_integer_scores, test_one_class,
test_inputs_unchanged, test_neighbouring_floats, test_infinite_scores, test_any_size,
test_single_precision_scores, test_work
"""

import numpy as np


def roc_auc(y_score, y_true):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    positives, negatives = y_score[y_true > 0.5], np.sort(y_score[y_true <= 0.5])
    if len(positives) == 0 or len(negatives) == 0:
        raise ValueError("one class only")
    below = np.searchsorted(negatives, positives, "left")
    not_above = np.searchsorted(negatives, positives, "right")
    return float(np.mean((below + not_above) / 2.0) / len(negatives))
