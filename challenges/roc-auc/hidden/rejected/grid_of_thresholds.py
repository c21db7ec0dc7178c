"""Takes 101 thresholds between 0 and 1, as plots of the curve often do.

Scores that fall between two thresholds are taken for ties, and scores outside are never told apart.

Caught by: test_ordinary_scores, test_monotone_maps, test_perfect_and_hopeless, test_rare_class,
test_bool_labels, test_integer_scores, test_one_class, test_inputs_unchanged,
test_neighbouring_floats, test_infinite_scores, test_any_size, test_single_precision_scores,
test_work
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    positives, negatives = y_score[y_true == 1], y_score[y_true == 0]
    if len(positives) == 0 or len(negatives) == 0:
        raise ValueError("one class only")
    tpr, fpr = [0.0], [0.0]
    for threshold in np.linspace(1.0, 0.0, 101):
        tpr.append((positives >= threshold).mean())
        fpr.append((negatives >= threshold).mean())
    return float(np.trapezoid([*tpr, 1.0], [*fpr, 1.0]))
