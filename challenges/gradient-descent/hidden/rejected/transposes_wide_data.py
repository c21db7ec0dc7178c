"""Turns X round when it has more columns than rows.

Rows usually outnumber features, so the opposite looks like a mistake of the caller.

Caught by: test_one_row, test_more_features_than_rows
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if X.shape[0] < X.shape[1]:
        X = X.T
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta -= learning_rate * X.T @ (X @ theta - y) / m
    return theta
