"""Takes what is far smaller than the largest value for rounding errors.

Caught by: test_large_beside_small
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
    largest = max(map(abs, sums.values()), default=0)
    return [
        [i, j, value]
        for (i, j), value in sums.items()
        if value != 0 and abs(value) > 1e-14 * largest
    ]
