"""Takes the smaller of the two values as the threshold instead of their midpoint.

It separates the rows at hand just as well, and new rows in the gap less fairly.

Caught by: test_ordinary_rows, test_clear_boundary, test_repeated_values, test_integers, test_any_size, test_largest_numbers
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
                best = (feature, float(values[i]), gain)
    return best


def gini(counts):
    shares = counts / counts.sum()
    return 1.0 - (shares**2).sum()
