"""Returns the impurity after the split, which is smallest where the gain is largest.

Caught by: test_ordinary_rows, test_clear_boundary, test_data_unchanged
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
            after = share * gini(left[i]) + (1.0 - share) * gini(total - left[i])
            gain = gini(total) - after
            if gain > best[2] + 1e-12:
                best = (feature, between(values[i], values[i + 1]), gain)
    return best if best[0] is None else (*best[:2], gini(total) - best[2])


def gini(counts):
    shares = counts / counts.sum()
    return 1.0 - (shares**2).sum()


def between(low, high):
    middle = 0.5 * low + 0.5 * high
    return middle if middle < high else low
