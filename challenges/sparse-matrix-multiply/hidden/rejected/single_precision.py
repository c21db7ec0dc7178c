"""Adds up in float32 where there are floats.

Caught by: test_floats, test_large_beside_small
"""

from collections import defaultdict

import numpy as np


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    rows = defaultdict(list)
    for k, j, y in b:
        rows[k].append((j, y))
    sums = defaultdict(int)
    for i, k, x in a:
        for j, y in rows[k]:
            term = x * y
            sums[i, j] += np.float32(term) if isinstance(term, float) else term
    return [[i, j, value] for (i, j), value in sums.items() if value != 0]
