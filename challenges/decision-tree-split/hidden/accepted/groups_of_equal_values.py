"""Counts for each different value by np.add.at, then a walk over the different values.

Differs from the reference: np.unique instead of a sort of rows; the gain by proportions, as the
statement writes it; candidates are collected and the best is chosen by a sort.
"""

import numpy as np


def impurity(counts):
    shares = counts / counts.sum()
    return 1.0 - (shares * shares).sum()


def best_split(X, y):
    n, d = X.shape
    classes, labels = np.unique(y, return_inverse=True)
    candidates = []
    for feature in range(d):
        values, groups = np.unique(X[:, feature], return_inverse=True)
        table = np.zeros((len(values), len(classes)))
        np.add.at(table, (groups.ravel(), labels), 1.0)
        right = table.sum(axis=0)
        before = impurity(right)
        left = np.zeros_like(right)
        for i in range(len(values) - 1):
            left = left + table[i]
            right = right - table[i]
            share = left.sum() / n
            gain = before - share * impurity(left) - (1.0 - share) * impurity(right)
            candidates.append((gain, feature, values[i], values[i + 1]))
    best = max([gain for gain, *_ in candidates], default=0.0)
    if best < 1e-12:
        return None, None, 0.0
    gain, feature, low, high = next(each for each in candidates if each[0] > best - 1e-12)
    middle = low + (high / 2 - low / 2)
    return feature, float(np.clip(middle, low, np.nextafter(float(high), -np.inf))), gain
