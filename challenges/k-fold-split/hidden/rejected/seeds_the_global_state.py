"""Calls np.random.seed, which changes what everybody else draws.

Caught by: test_global_random_state
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    if seed is not None:
        np.random.seed(seed)
    rows = np.random.permutation(n) if shuffle else np.arange(n)
    return folds(rows, np.sort(np.arange(n) % k), k)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = len(y)
    check(n, k)
    if seed is not None:
        np.random.seed(seed)
    rows = np.random.permutation(n) if shuffle else np.arange(n)
    rows = rows[np.argsort(y[rows])]
    return folds(rows, np.arange(n) % k, k)


def check(n, k):
    if not 2 <= k <= n:
        raise ValueError("bad k")


def folds(rows, numbers, k):
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
