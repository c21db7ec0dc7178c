"""Cuts rows into blocks first, and shuffles the order of the blocks.

Caught by: test_shuffled_rows, test_shuffled_without_seed, test_shuffled_classes
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    return in_any_order(folds(np.arange(n), np.sort(np.arange(n) % k), k), shuffle, seed)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = len(y)
    check(n, k)
    rows = np.argsort(y, kind="stable")
    return in_any_order(folds(rows, np.arange(n) % k, k), shuffle, seed)


def in_any_order(blocks, shuffle, seed):
    order = np.random.default_rng(seed).permutation(len(blocks))
    return [blocks[i] for i in order] if shuffle else blocks


def check(n, k):
    if not 2 <= k <= n:
        raise ValueError("bad k")


def folds(rows, numbers, k):
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
