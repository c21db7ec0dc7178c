"""Stops when the gradient is shorter than 1e-7.

That is near the minimum for data of ordinary size, and everywhere for tiny targets.

Caught by: test_tiny_targets
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        gradient = X.T @ (X @ theta - y) / m
        if np.linalg.norm(gradient) < 1e-7:
            break
        theta = theta - learning_rate * gradient
    return theta
