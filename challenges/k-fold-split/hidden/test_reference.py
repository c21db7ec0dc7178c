"""Holds the reference to scikit-learn's folds, and to the list of all possible shuffles."""

from collections import Counter
from itertools import combinations

import numpy as np
from sklearn.model_selection import KFold, StratifiedKFold


def parts(folds):
    """Folds as sorted lists."""
    return [(np.sort(train).tolist(), np.sort(test).tolist()) for train, test in folds]


def test_plain_folds(solution):
    """scikit-learn divides rows into the same blocks."""
    for n in range(2, 25):
        for k in range(2, n + 1):
            other = KFold(k).split(np.zeros(n))
            assert parts(solution.k_fold_split(n, k)) == parts(other)


def test_stratified_counts(solution, rng):
    """scikit-learn's folds test as many rows of each class, up to the order of the folds."""
    for counts, k in (([12, 6], 3), ([20, 11, 9], 4), ([15, 30], 5), ([9, 8, 8], 2)):
        y = rng.permutation(np.repeat(np.arange(len(counts)), counts))
        for shuffle in (False, True):
            ours = solution.stratified_k_fold_split(y, k, shuffle, 3 if shuffle else None)
            other = StratifiedKFold(k).split(np.zeros(len(y)), y)
            sizes = [sorted(len(test) for _, test in folds) for folds in (ours, other)]
            assert sizes[0] == sizes[1]
            for label in range(len(counts)):
                for _, test in ours:
                    assert (y[test] == label).sum() - counts[label] // k in (0, 1)


def test_every_shuffle(solution):
    """All 20 ways to divide six rows into two folds come, about equally often."""
    seen = Counter()
    for seed in range(2000):
        (_, first), _ = solution.k_fold_split(6, 2, True, seed)
        seen[tuple(sorted(first.tolist()))] += 1
    assert set(seen) == set(combinations(range(6), 3))
    assert min(seen.values()) > 50 and max(seen.values()) < 150
