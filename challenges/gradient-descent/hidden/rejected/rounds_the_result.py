"""Rounds theta to seven decimals.

It makes printed results tidy, and takes the digits of small ones away.

Caught by: test_badly_scaled_features, test_tiny_targets, test_flat_direction
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta -= learning_rate * X.T @ (X @ theta - y) / m
    return np.round(theta, 7)
