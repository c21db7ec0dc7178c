"""np.array_split, and the other parts joined for training; RandomState for the shuffle.

Differs from the reference: strata are laid one after another and every k-th row is taken from
there; training rows are concatenated.
"""

import numpy as np


def k_fold_split(n, k, shuffle=False, seed=None):
    if not 1 < k <= n:
        raise ValueError("k has to be in 2..n")
    rows = np.arange(n)
    if shuffle:
        np.random.RandomState(seed).shuffle(rows)
    return joined(np.array_split(rows, k))


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    if not 1 < k <= len(y):
        raise ValueError("k has to be in 2..n")
    state = np.random.RandomState(seed)
    strata = []
    for label in np.unique(y):
        members = np.where(y == label)[0]
        strata.append(state.permutation(members) if shuffle else members)
    in_order = np.concatenate(strata)
    return joined([in_order[i::k] for i in range(k)])


def joined(parts):
    return tuple((np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(len(parts)))
