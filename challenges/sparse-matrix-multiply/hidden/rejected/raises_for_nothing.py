"""Raises when there is no entry, since it takes the largest index of each list.

Caught by: test_nothing_meets
"""

from collections import defaultdict


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    last = max(k for _, k, _ in a)
    assert max(k for k, _, _ in b) <= max(last, shape_b[0])
    rows = defaultdict(list)
    for k, j, y in b:
        rows[k].append((j, y))
    sums = defaultdict(int)
    for i, k, x in a:
        for j, y in rows[k]:
            sums[i, j] += x * y
    return [[i, j, value] for (i, j), value in sums.items() if value != 0]
