"""Flattens a column with squeeze, which takes the axis of a single feature away as well.

With two features or more it does what it should.

Caught by: test_one_feature
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m, d = X.shape
    theta = np.zeros((d, 1))
    for _ in range(epochs):
        theta -= learning_rate * X.T @ (X @ theta - y.reshape(-1, 1)) / m
    return theta.squeeze()
