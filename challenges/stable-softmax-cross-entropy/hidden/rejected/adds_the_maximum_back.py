"""Computes the logarithm of the sum in full and subtracts the true logit from it.

Of an offset of 1e9 that both share, what remains has lost its last seven digits.

Caught by: test_large_offset, test_single_precision
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
    lse = np.max(logits, axis=1) + np.log(sums[:, 0])
    loss = np.mean(lse - logits[np.arange(n), labels])
    gradient = exps / sums
    gradient[np.arange(n), labels] -= 1
    gradient /= n
    return loss, gradient
