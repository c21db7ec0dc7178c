"""Sorts y itself before it deals, and so numbers the rows of another order.

Caught by: test_shares_of_classes, test_classes_unchanged
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
    y.sort()
    return folds(rows, np.arange(n) % k, k)


def check(n, k):
    if not 2 <= k <= n:
        raise ValueError("bad k")


def folds(rows, numbers, k):
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
