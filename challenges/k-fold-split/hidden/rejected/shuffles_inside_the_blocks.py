"""Cuts rows into blocks first, and shuffles the rows within each of them.

Caught by: test_shuffled_rows, test_shuffled_without_seed, test_shuffled_classes, test_seeds
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    rows = np.arange(n)
    return folds(rows, np.sort(np.arange(n) % k), k, shuffle, seed)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = len(y)
    check(n, k)
    rows = np.argsort(y, kind="stable")
    return folds(rows, np.arange(n) % k, k, shuffle, seed)


def check(n, k):
    if not 2 <= k <= n:
        raise ValueError("bad k")


def folds(rows, numbers, k, shuffle, seed):
    generator = np.random.default_rng(seed)
    if shuffle:
        for i in range(k):
            rows[numbers == i] = generator.permutation(rows[numbers == i])
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
