"""Draws rows one by one (Fisher and Yates) and gives each to the fold that needs it most.

Differs from the reference: the shuffle is written out; a row goes to the fold with the fewest rows
of its class, then with the fewest rows in all; np.setdiff1d for training.
"""

from itertools import pairwise

import numpy as np


def shuffled(rows, generator):
    rows = list(rows)
    for i in range(len(rows) - 1, 0, -1):
        j = int(generator.integers(0, i + 1))
        rows[i], rows[j] = rows[j], rows[i]
    return rows


def k_fold_split(n, k, shuffle=False, seed=None):
    if k <= 1 or k > n:
        raise ValueError("impossible number of folds")
    rows = shuffled(range(n), np.random.default_rng(seed)) if shuffle else list(range(n))
    small, larger = divmod(n, k)
    bounds = [i * small + min(i, larger) for i in range(k + 1)]
    return pairs([rows[low:high] for low, high in pairwise(bounds)], n)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = y.shape[0]
    if k <= 1 or k > n:
        raise ValueError("impossible number of folds")
    generator = np.random.default_rng(seed)
    tests = [[] for _ in range(k)]
    for label in sorted(set(y.tolist())):
        rows = np.flatnonzero(y == label).tolist()
        # The folds with the fewest rows come first in the deal.
        order = sorted(range(k), key=lambda i: len(tests[i]))
        for place, row in enumerate(shuffled(rows, generator) if shuffle else rows):
            tests[order[place % k]].append(row)
    return pairs(tests, n)


def pairs(tests, n):
    return [(np.setdiff1d(np.arange(n), test), np.array(test)) for test in tests]
