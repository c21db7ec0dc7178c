"""Cross-entropy of a softmax from its logits, in plain NumPy.

Method: P. Blanchard, D. Higham and N. Higham, "Accurately computing the log-sum-exp and softmax
functions" (2021): subtract the maximum of each row, and stay with the shifted logits. Softmax minus
one-hot as the gradient: J. Bridle, "Probabilistic interpretation of feedforward classification
network outputs" (1990).
"""

import numpy as np


def softmax_cross_entropy(logits: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Compute the mean cross-entropy of the softmax of each row, and its gradient.

    Args:
        logits: (n, k) scores, float64, float32 or int64, finite or -inf. Must not be changed.
        labels: (n,) classes, whole numbers in 0..k-1. Must not be changed.

    Returns:
        loss: mean over the rows; inf if a true class is masked by -inf.
        gradient: (n, k) floats, derivative of the loss with respect to each logit.

    Raises:
        ValueError: there is not one label for each row, or a label is not in 0..k-1.
    """
    n, k = logits.shape
    if labels.shape != (n,):
        raise ValueError(f"{n} rows of logits need {n} labels, not shape {labels.shape}")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError(f"labels must be at least 0 and below {k}")
    rows = np.arange(n)
    shifted = logits - logits.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    totals = powers.sum(axis=1)
    gradient = powers / totals[:, None]
    gradient[rows, labels] -= 1.0
    losses = np.log(totals) - shifted[rows, labels]
    return float(losses.mean()), gradient / n
