"""Holds the reference to SciPy's sparse arrays, and to exact fractions."""

from fractions import Fraction

import numpy as np
from scipy.sparse import coo_array


def drawn(rng, shape, n, values):
    """Draw n triples, some of them at the same place."""
    places = rng.integers(0, shape, (n, 2)).tolist()
    return [
        [*place, value] for place, value in zip(places, rng.choice(values, n).tolist(), strict=True)
    ]


def by_scipy(triples, shape):
    i, j, values = zip(*triples, strict=True)
    return coo_array((np.array(values), (np.array(i), np.array(j))), shape=shape).tocsr()


def test_scipy(solution, rng):
    """SciPy's product is the same, places that cancel left out."""
    for n_rows, n_inner, n_columns in ((4, 5, 3), (1, 9, 1), (60, 8, 70), (50_000, 40, 90_000)):
        for values in ([-2, -1, 0, 1, 2, 3], rng.normal(0.0, 1.0, 50).tolist()):
            shape_a, shape_b = (n_rows, n_inner), (n_inner, n_columns)
            a, b = drawn(rng, shape_a, 60, values), drawn(rng, shape_b, 70, values)
            expected = by_scipy(a, shape_a) @ by_scipy(b, shape_b)
            expected.eliminate_zeros()
            product = solution.sparse_matmul(a, shape_a, b, shape_b)
            assert len(product) == len({(i, j) for i, j, _ in product}) == expected.nnz
            for i, j, value in product:
                assert value != 0 and abs(expected[i, j] - value) <= 1e-12


def test_exact_fractions(solution, rng):
    """Summed over all k with exact fractions it is the same, for ints beyond 64 bits too."""
    for values in ([-(10**30), 10**30, 1, -1, 0], [0.5, -0.5, 0.25, 3, 0.0]):
        a, b = drawn(rng, (5, 6), 25, values), drawn(rng, (6, 4), 20, values)
        left, right = ({}, {})
        for triples, table in ((a, left), (b, right)):
            for i, j, value in triples:
                table[i, j] = table.get((i, j), Fraction(0)) + Fraction(value)
        product = {(i, j): value for i, j, value in solution.sparse_matmul(a, (5, 6), b, (6, 4))}
        for i in range(5):
            for j in range(4):
                terms = [left.get((i, k), 0) * right.get((k, j), 0) for k in range(6)]
                assert ((i, j) in product) == (sum(terms) != 0)
                assert product.get((i, j), 0) == sum(terms)
