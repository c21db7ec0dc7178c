"""Weights the rows by a full diagonal matrix.

The formula for weighted least squares has a W in it, and with equal weights it is the identity
over m: m times m numbers for m of them.

Caught by: test_work_per_epoch
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    W = np.eye(m) / m
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta -= learning_rate * (X.T @ W @ (X @ theta - y))
    return theta
