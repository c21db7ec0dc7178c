"""Compares every positive with every negative in one table.

Short, right, and quadratic.

Caught by: test_work
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    positives, negatives = y_score[y_true == 1], y_score[y_true == 0]
    if len(positives) == 0 or len(negatives) == 0:
        raise ValueError("one class only")
    higher = np.mean(positives[:, None] > negatives)
    return float(higher + np.mean(positives[:, None] == negatives) / 2)
