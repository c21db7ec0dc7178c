"""Compares each entry of the one with each of the other.

Caught by: test_work_of_many_rows, test_work_of_long_rows
"""

from collections import defaultdict


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    sums = defaultdict(int)
    for i, k, x in a:
        for inner, j, y in b:
            if inner == k:
                sums[i, j] += x * y
    return [[i, j, value] for (i, j), value in sums.items() if value != 0]
