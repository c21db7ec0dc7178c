"""Indexes columns with the labels, n by n numbers, and takes their diagonal.

Caught by: test_work
"""

import numpy as np


def softmax_cross_entropy(logits, labels):
    n, k = logits.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label is not a class")
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    exps = np.exp(shifted)
    sums = np.sum(exps, axis=1, keepdims=True)
    log_probs = shifted - np.log(sums)
    loss = -np.mean(np.diag(log_probs[:, labels]))
    gradient = exps / sums
    gradient[np.arange(n), labels] -= 1
    gradient /= n
    return loss, gradient
