"""For each k multiplies the column k of a by the row k of b, and adds everything up."""


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    columns, rows = {}, {}
    for i, k, x in a:
        columns.setdefault(k, []).append((i, x))
    for k, j, y in b:
        rows.setdefault(k, []).append((j, y))
    sums = {}
    for k in columns.keys() & rows.keys():
        for i, x in columns[k]:
            for j, y in rows[k]:
                sums[i, j] = sums.get((i, j), 0) + x * y
    return [[i, j, sums[i, j]] for i, j in sorted(sums) if sums[i, j] != 0]
