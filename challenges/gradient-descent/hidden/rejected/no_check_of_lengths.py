"""Leaves it to NumPy to notice different lengths, which it does not for a single target.

A y of length 1 broadcasts against all predictions.

Caught by: test_lengths_that_differ
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    m, d = X.shape
    theta = np.zeros(d)
    for _ in range(epochs):
        theta -= learning_rate * X.T @ (X @ theta - y) / m
    return theta
