"""Has other defaults than the signature that was asked for.

A habit of 100 epochs; whoever passes both arguments never sees it.

Caught by: test_default_arguments
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=100):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta -= learning_rate * X.T @ (X @ theta - y) / m
    return theta
