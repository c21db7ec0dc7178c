"""Multiplies a mean size that has been rounded, and loses the last row where it is too small.

Where no row is lost, the larger folds are not the first ones.

Caught by: test_consecutive_blocks, test_no_row_is_rounded_away
"""

from itertools import pairwise

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    rows = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    bounds = [int(i * (n / k)) for i in range(k + 1)]
    tests = [rows[low:high] for low, high in pairwise(bounds)]
    return [(np.setdiff1d(rows, test), test) for test in tests]


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
