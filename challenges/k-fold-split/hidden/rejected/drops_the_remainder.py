"""Gives each fold n // k rows and forgets those that are left over.

Caught by: test_consecutive_blocks, test_uneven_sizes, test_no_row_is_rounded_away
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    rows = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    size = n // k
    return folds(rows[: k * size], np.repeat(np.arange(k), size), k)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = len(y)
    check(n, k)
    rows = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    rows = rows[np.argsort(y[rows])]
    return folds(rows, np.arange(n) % k, k)


def check(n, k):
    if not 2 <= k <= n:
        raise ValueError("bad k")


def folds(rows, numbers, k):
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
