"""Log-softmax by logaddexp, and a one-hot matrix that is used as a mask.

Differs from the reference: the logarithm of the sum comes from a reduction without any power; the
softmax is the power of the log-softmax; the mean of the loss is taken by a masked sum.
"""

import numpy as np


def softmax_cross_entropy(logits, labels):
    n, k = logits.shape
    if np.shape(labels) != (n,) or not ((labels >= 0) & (labels < k)).all():
        raise ValueError("labels do not fit the logits")
    one_hot = labels[:, None] == np.arange(k)
    scores = np.array(logits, dtype=np.float64)
    scores -= np.amax(scores, axis=-1)[:, np.newaxis]
    log_p = scores - np.logaddexp.reduce(scores, axis=-1)[:, np.newaxis]
    loss = -np.where(one_hot, log_p, 0.0).sum() / n
    return loss, (np.exp(log_p) - one_hot) / n
