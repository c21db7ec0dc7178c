"""Takes a gain that is larger in the last digit for a better one.

Mirror images and equal shares gain the same on paper; the order of the sums decides here.

Caught by: test_equal_thresholds, test_gain_of_rounding
"""

import numpy as np


def best_split(X, y):
    n = len(y)
    members = y[:, None] == np.unique(y)
    total = members.sum(axis=0)
    best = (None, None, 0.0)
    for feature in range(X.shape[1]):
        order = np.argsort(X[:, feature])
        values = X[order, feature]
        left = np.cumsum(members[order], axis=0)
        for i in range(n - 1):
            if values[i] == values[i + 1]:
                continue
            share = (i + 1) / n
            gain = gini(total) - share * gini(left[i]) - (1.0 - share) * gini(total - left[i])
            if gain > best[2]:
                best = (feature, between(values[i], values[i + 1]), gain)
    return best


def gini(counts):
    shares = counts / counts.sum()
    return 1.0 - (shares**2).sum()


def between(low, high):
    middle = 0.5 * low + 0.5 * high
    return middle if middle < high else low
