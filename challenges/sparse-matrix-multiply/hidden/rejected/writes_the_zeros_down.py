"""Fills both tables, multiplies them, and looks for what is not zero.

Caught by: test_huge_shapes
"""


def full(triples, shape):
    table = [[0] * shape[1] for _ in range(shape[0])]
    for i, j, value in triples:
        table[i][j] += value
    return table


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    left, right = full(a, shape_a), list(zip(*full(b, shape_b), strict=True))
    product = []
    for i, row in enumerate(left):
        for j, column in enumerate(right):
            value = sum(x * y for x, y in zip(row, column, strict=True))
            if value != 0:
                product.append([i, j, value])
    return product
