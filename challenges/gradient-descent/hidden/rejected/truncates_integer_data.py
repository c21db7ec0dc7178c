"""Gives theta the dtype of X, so that integer features truncate every update.

Assigning into an integer array drops the fraction without a word.

Caught by: test_integer_data
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m, d = X.shape
    theta = np.zeros(d, dtype=X.dtype)
    for _ in range(epochs):
        theta[:] = theta - learning_rate * X.T @ (X @ theta - y) / m
    return theta
