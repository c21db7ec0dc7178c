"""Sparse matrix product. README.md is the statement.

`heldout check sparse-matrix-multiply` runs the public tests.
"""


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
    raise NotImplementedError("write sparse_matmul here")
