"""Stops when the cost changes by less than a millionth.

It is a common way to save epochs. It is measured against nothing: tiny targets stop at once, and a
flat direction stops long before its end.

Caught by: test_reaches_least_squares, test_tiny_targets, test_flat_direction
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    previous = np.inf
    for _ in range(epochs):
        errors = X @ theta - y
        cost = errors @ errors / (2 * m)
        if abs(previous - cost) < 1e-6:
            break
        previous = cost
        theta -= learning_rate * X.T @ errors / m
    return theta
