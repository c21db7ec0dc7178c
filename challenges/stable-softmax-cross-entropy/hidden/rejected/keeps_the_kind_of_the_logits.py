"""Writes the gradient into an array of the kind of the logits, which cuts integers off.

Caught by: test_integer_logits
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
    loss = -np.mean(log_probs[np.arange(n), labels])
    gradient = np.zeros_like(logits)
    gradient[:] = exps / sums
    gradient[np.arange(n), labels] -= 1
    gradient = gradient / n
    return loss, gradient
