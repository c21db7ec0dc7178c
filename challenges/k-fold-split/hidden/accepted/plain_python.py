"""Lists, sets and random.Random: folds are built row by row.

Differs from the reference: no NumPy in the work; strata are dealt in the order of their first row;
lists as the answer. It is here to show how slow a sound answer may be.
"""

import random


def k_fold_split(n, k, shuffle=False, seed=None):
    check(n, k)
    rows = list(range(n))
    if shuffle:
        random.Random(seed).shuffle(rows)
    tests, start = [], 0
    for i in range(k):
        size = n // k + (1 if i < n % k else 0)
        tests.append(rows[start : start + size])
        start += size
    return with_training_rows(tests, n)


def stratified_k_fold_split(y, k, shuffle=False, seed=None):
    n = len(y)
    check(n, k)
    strata = {}
    for row in range(n):
        strata.setdefault(int(y[row]), []).append(row)
    generator = random.Random(seed)
    tests = [[] for _ in range(k)]
    fold = 0
    for rows in strata.values():
        if shuffle:
            generator.shuffle(rows)
        for row in rows:
            tests[fold].append(row)
            fold = (fold + 1) % k
    return with_training_rows(tests, n)


def check(n, k):
    if k < 2 or k > n:
        raise ValueError(f"cannot make {k} folds of {n} rows")


def with_training_rows(tests, n):
    folds = []
    for test in tests:
        held_out = set(test)
        folds.append(([row for row in range(n) if row not in held_out], test))
    return folds
