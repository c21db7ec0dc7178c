"""Leaves the check to NumPy's indexing and turns its error into ValueError.

NumPy counts negative labels from the end.

Caught by: test_wrong_labels
"""

import numpy as np


def softmax_cross_entropy(logits, labels):
    n, k = logits.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if not np.all(labels < k):
        raise ValueError("a label is not a class")
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    exps = np.exp(shifted)
    sums = np.sum(exps, axis=1, keepdims=True)
    log_probs = shifted - np.log(sums)
    loss = -np.mean(log_probs[np.arange(n), labels])
    gradient = exps / sums
    gradient[np.arange(n), labels] -= 1
    gradient /= n
    return loss, gradient
