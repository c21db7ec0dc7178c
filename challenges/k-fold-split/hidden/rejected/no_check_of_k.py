"""Does not look at k: folds are missing, or empty.

Caught by: test_impossible_k
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    rows = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return folds(rows, np.sort(np.arange(n) % k), k)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = len(y)
    rows = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    rows = rows[np.argsort(y[rows])]
    return folds(rows, np.arange(n) % k, k)


def folds(rows, numbers, k):
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
