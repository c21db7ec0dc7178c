"""Takes the mean of the labels for the share of class 1, which needs labels 0 and 1.

Caught by: test_ordinary_rows, test_many_classes, test_any_labels, test_integers
"""

import numpy as np


def best_split(X, y):
    n = len(y)
    best = (None, None, 0.0)
    for feature in range(X.shape[1]):
        order = np.argsort(X[:, feature])
        values = X[order, feature]
        ones = np.cumsum(y[order].astype(float))
        for i in range(n - 1):
            if values[i] == values[i + 1]:
                continue
            share = (i + 1) / n
            after = share * gini(ones[i] / (i + 1))
            after += (1.0 - share) * gini((ones[-1] - ones[i]) / (n - i - 1))
            gain = gini(ones[-1] / n) - after
            if gain > best[2] + 1e-12:
                best = (feature, between(values[i], values[i + 1]), gain)
    return best


def gini(p):
    return 2.0 * p * (1.0 - p)


def between(low, high):
    middle = 0.5 * low + 0.5 * high
    return middle if middle < high else low
