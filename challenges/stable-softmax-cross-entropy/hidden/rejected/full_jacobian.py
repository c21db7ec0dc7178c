"""Forms the Jacobian of the softmax for every row, k by k numbers, and multiplies.

Caught by: test_masked_truth, test_huge_logits, test_sure_mistakes, test_single_precision, test_work
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
    gradient = np.zeros((n, k))
    for i in range(n):
        p = exps[i] / sums[i]
        jacobian = np.diag(p) - np.outer(p, p)
        gradient[i] = -jacobian[:, labels[i]] / max(p[labels[i]], 1e-300)
    gradient /= n
    return loss, gradient
