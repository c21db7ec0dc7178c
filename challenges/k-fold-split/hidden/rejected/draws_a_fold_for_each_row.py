"""Draws the number of a fold for each row by itself, so that sizes differ by chance.

Caught by: test_shuffled_rows, test_shuffled_without_seed, test_uneven_sizes, test_leave_one_out
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    if shuffle:
        return folds(np.arange(n), np.random.default_rng(seed).integers(0, k, n), k)
    return folds(np.arange(n), np.sort(np.arange(n) % k), k)


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
