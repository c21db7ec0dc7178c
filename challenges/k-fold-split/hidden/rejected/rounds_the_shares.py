"""Gives each fold the rounded share of each class, and the last fold what is left of it.

Caught by: test_shares_of_classes, test_shares_are_not_rounded
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    rows = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return folds(rows, np.sort(np.arange(n) % k), k)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = len(y)
    check(n, k)
    rows = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    numbers = np.empty(n, dtype=int)
    for label in np.unique(y):
        count = (y == label).sum()
        share = max(round(count / k), 1)
        numbers[y[rows] == label] = np.minimum(np.arange(count) // share, k - 1)
    return folds(rows, numbers, k)


def check(n, k):
    if not 2 <= k <= n:
        raise ValueError("bad k")


def folds(rows, numbers, k):
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
