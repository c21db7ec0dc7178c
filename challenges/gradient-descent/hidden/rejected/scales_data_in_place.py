"""Divides X and y by the root of m in place, so that no later product needs the mean.

The algebra is right, but the data are the caller's, and integer arrays refuse the division.

Caught by: test_integer_data, test_inputs_unchanged
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    X /= np.sqrt(len(X))
    y /= np.sqrt(len(y))
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta -= learning_rate * X.T @ (X @ theta - y)
    return theta
