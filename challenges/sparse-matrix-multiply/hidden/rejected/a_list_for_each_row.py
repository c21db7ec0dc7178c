"""Makes an empty list for each row of the second matrix, entries or not.

Caught by: test_huge_shapes
"""

from collections import defaultdict


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    rows = [[] for _ in range(shape_b[0])]
    for k, j, y in b:
        rows[k].append((j, y))
    sums = defaultdict(int)
    for i, k, x in a:
        for j, y in rows[k]:
            sums[i, j] += x * y
    return [[i, j, value] for (i, j), value in sums.items() if value != 0]
