"""Makes the generator anew for each class, so that classes of equal size are shuffled alike.

Caught by: test_shuffled_classes
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    rows = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return folds(rows, np.sort(np.arange(n) % k), k)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = len(y)
    check(n, k)
    members = [np.flatnonzero(y == label) for label in np.unique(y)]
    if shuffle:
        members = [np.random.default_rng(seed).permutation(each) for each in members]
    rows = np.concatenate(members)
    return folds(rows, np.arange(n) % k, k)


def check(n, k):
    if not 2 <= k <= n:
        raise ValueError("bad k")


def folds(rows, numbers, k):
    return [(rows[numbers != i], rows[numbers == i]) for i in range(k)]
