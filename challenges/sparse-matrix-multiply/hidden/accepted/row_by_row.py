"""Builds one row of the product at a time, from both matrices as dicts of dicts without repeats."""


def by_row(triples):
    """{row: {column: value}}, with values of the same place added."""
    rows = {}
    for i, j, value in triples:
        row = rows.setdefault(i, {})
        row[j] = row.get(j, 0) + value
    return rows


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[-1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    left, right = by_row(a), by_row(b)
    product = []
    for i, row in left.items():
        sums = {}
        for k, x in row.items():
            for j, y in right.get(k, {}).items():
                sums[j] = sums.get(j, 0) + x * y
        product.extend((i, j, value) for j, value in sums.items() if value != 0)
    return product
