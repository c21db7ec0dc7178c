"""Through the sum of the positives' average ranks.

Differs from the reference: ranks of equal scores are averaged with np.unique; the answer is a NumPy
scalar.
"""

import numpy as np


def roc_auc(y_true, y_score):
    y_true, y_score = np.asarray(y_true), np.asarray(y_score, dtype=float)
    if y_true.shape != y_score.shape:
        raise ValueError(f"shapes {y_true.shape} and {y_score.shape} differ")
    n_pos = int(np.sum(y_true == 1))
    n_neg = int(np.sum(y_true == 0))
    if n_pos * n_neg == 0:
        raise ValueError("only one class present in y_true")
    _, inverse, counts = np.unique(y_score, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2.0)[inverse]
    return (ranks[y_true == 1].sum() - n_pos * (n_pos + 1) / 2.0) / (n_pos * n_neg)
