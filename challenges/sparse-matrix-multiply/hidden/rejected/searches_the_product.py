"""Looks through the product so far for each place.

Caught by: test_work_of_many_rows, test_work_of_long_rows
"""


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    rows = {}
    for k, j, y in b:
        rows.setdefault(k, []).append((j, y))
    places, sums = [], []
    for i, k, x in a:
        for j, y in rows.get(k, []):
            if (i, j) not in places:
                places.append((i, j))
                sums.append(0)
            sums[places.index((i, j))] += x * y
    return [[*place, value] for place, value in zip(places, sums, strict=True) if value != 0]
