"""Makes probabilities of the scores, in case they are logits.

The sigmoid keeps the order of numbers on paper, but in floats it is 1 from about 37 on, and it loses
digits long before.

Caught by: test_neighbouring_floats, test_infinite_scores, test_any_size, test_integer_scores
"""

import numpy as np


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    with np.errstate(over="ignore"):
        y_score = 1.0 / (1.0 + np.exp(-y_score.astype(float)))
    positives, negatives = y_score[y_true == 1], np.sort(y_score[y_true == 0])
    if len(positives) == 0 or len(negatives) == 0:
        raise ValueError("one class only")
    below = np.searchsorted(negatives, positives, "left")
    not_above = np.searchsorted(negatives, positives, "right")
    return float(np.mean((below + not_above) / 2.0) / len(negatives))
