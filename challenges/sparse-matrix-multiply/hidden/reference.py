"""Product of two sparse matrices, through the rows of the second one.

To go through the entries of a, and for each through one row of b, is the method of F. G. Gustavson,
"Two fast algorithms for sparse matrices: multiplication and permuted transposition" (1978). Dicts
stand here for his arrays, whose length is that of a row.
"""

from collections import defaultdict


def sparse_matmul(a: list, shape_a: tuple, b: list, shape_b: tuple) -> list:
    """Multiply two sparse matrices.

    Args:
        a: triples [i, k, value] of ints and an int or a finite float, in any order. Those of one
            place add up. Must not be changed.
        shape_a: numbers of rows and columns of a.
        b: triples [k, j, value] likewise. Must not be changed.
        shape_b: numbers of rows and columns of b.

    Returns:
        Triples [i, j, value] of the product in any order, each place once, without zeros.

    Raises:
        ValueError: a has not as many columns as b has rows.
    """
    (_, n_columns), (n_rows, _) = shape_a, shape_b
    if n_columns != n_rows:
        raise ValueError(f"{n_columns} columns do not meet {n_rows} rows")
    rows = defaultdict(list)
    for k, j, y in b:
        rows[k].append((j, y))
    terms = defaultdict(list)
    for i, k, x in a:
        for j, y in rows[k]:
            terms[i, j].append(x * y)
    return [[*place, total] for place, each in terms.items() if (total := sum(each))]
