"""Computes in float32, whatever comes in.

Caught by: test_slope_of_the_loss, test_repeated_rows, test_single_rows_and_classes,
test_ties_and_absent_classes, test_integer_logits, test_kinds_of_labels, test_wrong_labels,
test_masked_classes, test_masked_truth, test_inputs_unchanged, test_huge_logits, test_sure_mistakes,
test_large_offset, test_work
"""

import numpy as np


def softmax_cross_entropy(logits, labels):
    n, k = logits.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label is not a class")
    logits = logits.astype(np.float32)
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    exps = np.exp(shifted)
    sums = np.sum(exps, axis=1, keepdims=True)
    log_probs = shifted - np.log(sums)
    loss = -np.mean(log_probs[np.arange(n), labels])
    gradient = exps / sums
    gradient[np.arange(n), labels] -= 1
    gradient /= n
    return loss, gradient
