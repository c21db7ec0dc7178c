"""Uses the classes as places in a list.

Caught by: test_any_classes
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
    members = [[] for _ in range(y.max() + 1)]
    for row in rows:
        members[y[row]].append(row)
    in_order = np.array([row for each in members for row in each])
    return folds(in_order, np.arange(n) % k, k)


def check(n, k):
    if not 2 <= k <= n:
        raise ValueError("bad k")


def folds(rows, numbers, k):
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
