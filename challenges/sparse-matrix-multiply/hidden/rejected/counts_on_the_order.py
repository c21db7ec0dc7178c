"""Walks along both lists as if they were sorted, the first by column and the second by row.

Caught by: test_ordinary_matrices, test_order_of_entries
"""


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    sums, start = {}, 0
    for i, k, x in a:
        while start < len(b) and b[start][0] < k:
            start += 1
        place = start
        while place < len(b) and b[place][0] == k:
            j = b[place][1]
            sums[i, j] = sums.get((i, j), 0) + x * b[place][2]
            place += 1
    return [[i, j, value] for (i, j), value in sums.items() if value != 0]
