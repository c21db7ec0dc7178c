"""Skips entries that are 0, and does not look at the sums.

Caught by: test_products_that_cancel, test_tiny_values
"""

from collections import defaultdict


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    rows = defaultdict(list)
    for k, j, y in b:
        rows[k].append((j, y))
    sums = defaultdict(int)
    for i, k, x in a:
        for j, y in rows[k]:
            if x == 0 or y == 0:
                continue
            sums[i, j] += x * y
    return [[i, j, value] for (i, j), value in sums.items()]
