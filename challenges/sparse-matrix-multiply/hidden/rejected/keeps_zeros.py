"""Leaves places in whose products cancel, or whose entries are 0.

Caught by: test_zeros_among_the_entries, test_products_that_cancel, test_tiny_values
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
            sums[i, j] += x * y
    return [[i, j, value] for (i, j), value in sums.items()]
