"""Returns a name that only the loop gives a value to.

Without an epoch there is none, and Python says so.

Caught by: test_no_epochs
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        new_theta = theta - learning_rate * X.T @ (X @ theta - y) / m
        theta = new_theta
    return new_theta
