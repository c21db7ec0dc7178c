"""Multiplies X with its transpose first, which makes an (m, m) table in each epoch.

The errors shrink by rate / m * X X^T errors; read from left to right, the large product comes first.

Caught by: test_work_per_epoch
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    errors = -y.astype(float)
    for _ in range(epochs):
        theta -= learning_rate * X.T @ errors / m
        errors = errors - learning_rate * (X @ X.T @ errors) / m
    return theta
