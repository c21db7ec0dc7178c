"""Shortens any gradient that is longer than 1000.

It tames networks that explode. Here it changes every run with large numbers.

Caught by: test_badly_scaled_features, test_large_targets, test_rate_too_large
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        gradient = X.T @ (X @ theta - y) / m
        length = np.linalg.norm(gradient)
        if length > 1000.0:
            gradient *= 1000.0 / length
        theta -= learning_rate * gradient
    return theta
