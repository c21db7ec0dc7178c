"""Stops when a step of theta is shorter than 1e-4.

It finds the fit to about three digits. Steps along a flat direction are shorter from early on, and
with tiny targets the first one is.

Caught by: test_reaches_least_squares, test_tiny_targets, test_flat_direction
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        moved = theta - learning_rate * X.T @ (X @ theta - y) / m
        if np.linalg.norm(moved - theta) < 1e-4:
            return moved
        theta = moved
    return theta
