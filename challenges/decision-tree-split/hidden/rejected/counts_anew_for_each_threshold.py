"""Counts both sides anew for each threshold, with two masks over all rows.

The definition in code, and work that grows with the square of the number of rows.

Caught by: test_growth
"""

import numpy as np


def best_split(X, y):
    best = (None, None, 0.0)
    for feature in range(X.shape[1]):
        column = X[:, feature]
        values = np.unique(column)
        for low, high in zip(values[:-1], values[1:], strict=True):
            left, right = y[column <= low], y[column > low]
            after = (len(left) * gini(left) + len(right) * gini(right)) / len(y)
            gain = gini(y) - after
            if gain > best[2] + 1e-12:
                middle = 0.5 * low + 0.5 * high
                best = (feature, middle if middle < high else low, gain)
    return best


def gini(labels):
    counts = np.unique(labels, return_counts=True)[1]
    return 1.0 - ((counts / len(labels)) ** 2).sum()
