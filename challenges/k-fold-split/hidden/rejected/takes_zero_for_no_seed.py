"""Asks whether the seed is true, so that 0 counts as none.

Caught by: test_seeds
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    rows = np.random.default_rng(seed if seed else None).permutation(n) if shuffle else np.arange(n)
    return folds(rows, np.sort(np.arange(n) % k), k)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = len(y)
    check(n, k)
    rows = np.random.default_rng(seed if seed else None).permutation(n) if shuffle else np.arange(n)
    rows = rows[np.argsort(y[rows])]
    return folds(rows, np.arange(n) % k, k)


def check(n, k):
    if not 2 <= k <= n:
        raise ValueError("bad k")


def folds(rows, numbers, k):
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
