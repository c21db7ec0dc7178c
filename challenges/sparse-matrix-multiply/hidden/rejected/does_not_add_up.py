"""Returns each product by itself, so that places come back more than once.

Caught by: test_ordinary_matrices, test_place_given_twice
"""


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    rows = {}
    for k, j, y in b:
        rows.setdefault(k, []).append((j, y))
    return [[i, j, x * y] for i, k, x in a for j, y in rows.get(k, []) if x * y != 0]
