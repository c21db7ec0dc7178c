"""Pairs rows and targets with zip, which drops what is left over.

With equal lengths it is right; with different ones it fits part of the data without a word.

Caught by: test_lengths_that_differ
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    d = X.shape[1]
    theta = np.zeros(d)
    for _ in range(epochs):
        terms = [(row @ theta - target) * row for row, target in zip(X, y, strict=False)]
        theta = theta - learning_rate * np.sum(terms, axis=0) / len(terms)
    return theta
