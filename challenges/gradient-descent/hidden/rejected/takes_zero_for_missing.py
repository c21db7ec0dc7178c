"""Writes `epochs or 1000`, so that 0 counts as not given.

The idiom is meant for None, and 0 is as false as None.

Caught by: test_no_epochs
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs or 1000):
        theta -= learning_rate * X.T @ (X @ theta - y) / m
    return theta
