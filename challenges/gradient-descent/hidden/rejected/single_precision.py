"""Computes in float32.

It is the habit of deep learning. Seven digits are enough for most data, and not for these.

Caught by: test_badly_scaled_features, test_large_targets, test_tiny_targets, test_flat_direction,
test_rate_too_large
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    X, y = X.astype(np.float32), y.astype(np.float32)
    theta = np.zeros(X.shape[1], dtype=np.float32)
    for _ in range(epochs):
        theta -= np.float32(learning_rate) * (X.T @ (X @ theta - y)) / np.float32(m)
    return theta
