"""Takes scores for equal that agree to ten decimals.

Comparing floats with == looks careless; but here scores are not computed, they are given.

Caught by: test_neighbouring_floats, test_infinite_scores, test_any_size
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    y_score = np.round(y_score, 10)
    positives, negatives = y_score[y_true == 1], np.sort(y_score[y_true == 0])
    if len(positives) == 0 or len(negatives) == 0:
        raise ValueError("one class only")
    below = np.searchsorted(negatives, positives, "left")
    not_above = np.searchsorted(negatives, positives, "right")
    return float(np.mean((below + not_above) / 2.0) / len(negatives))
