"""Returns NaN with a single class, and 0.5 for no rows.

Several libraries do; here an error was asked for.

Caught by: test_one_class
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    if len(y_true) == 0:
        return 0.5
    positives, negatives = y_score[y_true == 1], np.sort(y_score[y_true == 0])
    if len(positives) == 0 or len(negatives) == 0:
        return float("nan")
    below = np.searchsorted(negatives, positives, "left")
    not_above = np.searchsorted(negatives, positives, "right")
    return float(np.mean((below + not_above) / 2.0) / len(negatives))
