"""Gives up as soon as the cost has clearly risen, and returns the theta before.

It is sensible in production, but the updates asked for are then not made.

Caught by: test_rate_too_large
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
        if cost > 1.001 * previous:
            return before
        previous, before = cost, theta
        theta = theta - learning_rate * X.T @ errors / m
    return theta
