"""Never compares the shapes.

Caught by: test_shapes_that_do_not_fit
"""

from collections import defaultdict


def sparse_matmul(a, shape_a, b, shape_b):
    rows = defaultdict(list)
    for k, j, y in b:
        rows[k].append((j, y))
    sums = defaultdict(int)
    for i, k, x in a:
        for j, y in rows[k]:
            sums[i, j] += x * y
    return [[i, j, value] for (i, j), value in sums.items() if value != 0]
