"""Keeps the errors of all rows up to date instead of predicting anew.

Differs from the reference: predictions are linear in theta, so a step of theta moves the errors by
X times that step; sums are taken by einsum and mean.
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if y.shape[0] != X.shape[0]:
        raise ValueError("lengths differ")
    theta = np.zeros(X.shape[1])
    errors = -1.0 * y
    for _ in range(epochs):
        step = -learning_rate * np.mean(errors[:, None] * X, axis=0)
        theta += step
        errors += np.einsum("ij,j->i", X, step)
    return theta
