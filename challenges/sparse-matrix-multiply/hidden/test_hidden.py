"""Hidden suite for the sparse matrix product. README.md is the contract; nothing is stricter.

The expected product is worked out here with exact fractions, place by place. What only ints make is
compared exactly, the rest within a part of the sum of the absolute products.
"""

from fractions import Fraction

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# float64 leaves less than 1e-14 of the absolute products, float32 about 1e-7.
TOLERANCE = Fraction(1, 10**9)
# Products below the smallest float are lost in float64.
SMALLEST = Fraction(1, 10**320)
FEW, MANY = 100, 4_000
# Right code in plain Python, or with sorts, takes up to 8 times as long as the reference.
SLOWEST_RATIO = 60.0
# From FEW to MANY entries that ratio grows by less than 2, and by more than 15 for all pairs.
FASTEST_GROWTH = 6.0
HUGE = 10**12


def number(value, kinds):
    """Assert that a value is one number of these kinds, no bool; return a Python one."""
    assert isinstance(value, kinds) and not isinstance(value, bool)
    return value.item() if isinstance(value, np.generic) else value


def checked(product, rows, columns):
    """Assert form, range, and that there is no zero and no place twice; return {place: value}."""
    assert isinstance(product, list)
    values = {}
    for triple in product:
        assert isinstance(triple, (list, tuple)) and len(triple) == 3
        i, j = (number(index, (int, np.integer)) for index in triple[:2])
        assert 0 <= i < rows and 0 <= j < columns and (i, j) not in values
        values[i, j] = number(triple[2], (int, float, np.integer, np.floating))
        assert values[i, j] != 0 and abs(values[i, j]) != float("inf")
    return values


def exact(a, b):
    """{place: (sum of products, sum of absolute products, whether all are ints)}, in fractions."""
    rows = {}
    for k, j, y in b:
        rows.setdefault(k, []).append((j, y))
    places = {}
    for i, k, x in a:
        for j, y in rows.get(k, ()):
            term = Fraction(x) * Fraction(y)
            total, size, whole = places.get((i, j), (0, 0, True))
            whole = whole and isinstance(x, int) and isinstance(y, int)
            places[i, j] = (total + term, size + abs(term), whole)
    return places


def assert_right(solution, a, shape_a, b, shape_b):
    """Hold the product to the exact one; return the product."""
    product = solution.sparse_matmul(a, shape_a, b, shape_b)
    values = checked(product, shape_a[0], shape_b[1])
    places = exact(a, b)
    for place in values.keys() | places.keys():
        total, size, whole = places.get(place, (0, 0, True))
        error = abs(Fraction(values.get(place, 0)) - total)
        assert error <= (0 if whole else TOLERANCE * size + SMALLEST)
    return product


def entries(rng, shape, n, values=None):
    """Draw n triples at different places, in no order; their values are whole or as given."""
    places = rng.permutation(shape[0] * shape[1])[:n]
    values = rng.choice([-5, -3, -2, -1, 1, 2, 3, 7], n).tolist() if values is None else values
    indices = zip((places // shape[1]).tolist(), (places % shape[1]).tolist(), strict=True)
    return [[i, j, value] for (i, j), value in zip(indices, values, strict=True)]


def pair_of(rng, n_rows, n_inner, n_columns, share=0.3):
    """Draw two matrices that fit: triples and shape of the one, then of the other."""
    drawn = []
    for shape in ((n_rows, n_inner), (n_inner, n_columns)):
        n = max(1, round(share * shape[0] * shape[1]))
        drawn += [entries(rng, shape, n), shape]
    return drawn


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_matrices(solution, rng):
    """Ordinary matrices have the right product."""
    for shape in ((3, 3, 3), (4, 6, 5), (8, 8, 8), (12, 10, 15)):
        assert_right(solution, *pair_of(rng, *shape, share=0.4))


@pytest.mark.points(2, group="correctness")
def test_any_shape(solution, rng):
    """Single rows, single columns, tall and wide matrices have the right product."""
    for shape in ((1, 1, 1), (1, 9, 1), (9, 1, 9), (1, 6, 20), (20, 6, 1), (30, 2, 3), (2, 40, 3)):
        assert_right(solution, *pair_of(rng, *shape, share=0.6))


@pytest.mark.points(2, group="correctness")
def test_order_of_entries(solution, rng):
    """The order of the entries makes no difference."""
    a, shape_a, b, shape_b = pair_of(rng, 7, 8, 6)
    for order in (lambda triple: triple, lambda triple: triple[::-1], lambda triple: -triple[1]):
        product = assert_right(solution, sorted(a, key=order), shape_a, b, shape_b)
        again = assert_right(solution, a, shape_a, sorted(b, key=order), shape_b)
        assert checked(product, 7, 6) == checked(again, 7, 6)


@pytest.mark.points(2, group="correctness")
def test_three_factors(solution, rng):
    """A product can be multiplied again, and where the brackets are makes no difference."""
    a, shape_a, b, shape_b = pair_of(rng, 6, 9, 5)
    shape_c = (5, 8)
    c = entries(rng, shape_c, 14)
    left = assert_right(solution, a, shape_a, b, shape_b)
    right = assert_right(solution, b, shape_b, c, shape_c)
    left = [list(triple) for triple in left]
    right = [list(triple) for triple in right]
    one = assert_right(solution, left, (6, 5), c, shape_c)
    other = assert_right(solution, a, shape_a, right, (9, 8))
    assert checked(one, 6, 8) == checked(other, 6, 8)


@pytest.mark.points(2, group="edge cases")
def test_nothing_meets(solution, rng):
    """Without entries, or without any that meet, the product is empty."""
    a, shape_a, b, shape_b = pair_of(rng, 5, 6, 4)
    apart = [[k + 6, j, value] for k, j, value in b]
    for left, right in (([], b), (a, []), ([], []), (a, apart)):
        assert assert_right(solution, left, (5, 12), right, (12, 4)) == []
    assert assert_right(solution, [[4, 5, 2]], shape_a, [[5, 3, 3]], shape_b)


@pytest.mark.points(2, group="edge cases")
def test_shapes_that_do_not_fit(solution, rng):
    """Shapes that do not fit raise ValueError, with entries or without, and others do not."""
    a, shape_a, b, shape_b = pair_of(rng, 4, 3, 4)
    assert_right(solution, a, shape_a, b, shape_b)
    for left, right in ((a, b), ([], b), (a, []), ([], [])):
        for one, other in (((4, 3), (4, 3)), ((4, 5), (4, 4)), ((4, 3), (5, 4)), ((3, 4), (3, 4))):
            with pytest.raises(ValueError):
                solution.sparse_matmul(left, one, right, other)


@pytest.mark.points(3, group="edge cases")
def test_place_given_twice(solution, rng):
    """Entries at the same place add up, in either matrix, and no place comes back twice."""
    for _ in range(3):
        a, shape_a, b, shape_b = pair_of(rng, 4, 5, 4, share=0.5)
        for times in (1, 2):
            a = [*a, *([i, j, value + times] for i, j, value in a[::2])]
            b = [*([i, j, value - 9] for i, j, value in b[1::2]), *b]
            assert_right(solution, a, shape_a, b, shape_b)


@pytest.mark.points(2, group="edge cases")
def test_zeros_among_the_entries(solution, rng):
    """An entry of 0 is the same as none."""
    for zero in (0, 0.0, -0.0):
        a, shape_a, b, shape_b = pair_of(rng, 5, 6, 5)
        values = [zero, 2, zero, 3, zero, 5, zero, zero]
        assert_right(solution, entries(rng, shape_a, 8, values), shape_a, b, shape_b)
        assert_right(solution, a, shape_a, entries(rng, shape_b, 8, values), shape_b)
        product = solution.sparse_matmul([[0, 0, zero]], (1, 2), [[0, 0, 3], [1, 0, 1]], (2, 1))
        assert checked(product, 1, 1) == {}
    assert assert_right(solution, [[0, 1, 1]], (1, 2), [[0, 0, 3], [1, 0, 1]], (2, 1))


@pytest.mark.points(3, group="edge cases")
def test_products_that_cancel(solution, rng):
    """Where the products add up to 0 there is no entry, and where they cross 0 there is one."""
    for x in (1, int(rng.integers(2, 1000)), 10**30, 0.375):
        a = [[0, 0, x], [0, 1, x], [0, 2, x], [1, 0, x], [1, 1, -x]]
        b = [[0, 0, 2], [1, 0, -2], [2, 0, 5], [0, 1, 3], [1, 1, 3], [0, 2, 1], [1, 2, -1]]
        values = checked(assert_right(solution, a, (2, 3), b, (3, 3)), 2, 3)
        assert values.keys() == {(0, 0), (0, 1), (1, 0), (1, 2)}
        twice = [[0, 0, x], [0, 0, -x], [0, 1, 1]]
        values = checked(assert_right(solution, twice, (1, 3), b, (3, 3)), 1, 3)
        assert values.keys() == {(0, 0), (0, 1), (0, 2)}


@pytest.mark.points(2, group="edge cases")
def test_with_itself(solution, rng):
    """A matrix can be multiplied by itself, and the lists stay as they were."""
    for n in (2, 6):
        a = entries(rng, (n, n), n * n // 2)
        assert_right(solution, a, (n, n), a, (n, n))
        assert not solution.sparse_matmul.changed_arguments
    assert_right(solution, *pair_of(rng, 6, 7, 5))
    assert not solution.sparse_matmul.changed_arguments


@pytest.mark.points(3, group="numerical stability")
def test_large_integers(solution, rng):
    """Ints are multiplied and added exactly, beyond the digits of a float and beyond 64 bits."""
    for bits in (30, 52, 62, 100):
        a, shape_a, b, shape_b = pair_of(rng, 5, 6, 4, share=0.6)
        for triples in (a, b):
            for triple in triples:
                triple[2] *= 2**bits + int(rng.integers(1, 1000))
        assert_right(solution, a, shape_a, b, shape_b)
    almost = [[0, 0, 2**60], [0, 1, -(2**60)]]
    assert assert_right(solution, almost, (1, 2), [[0, 0, 2**60 + 1], [1, 0, 2**60]], (2, 1))


@pytest.mark.points(2, group="numerical stability")
def test_floats(solution, rng):
    """Floats keep their digits, alone and beside ints."""
    for _ in range(3):
        a, shape_a, b, shape_b = pair_of(rng, 6, 12, 6, share=0.6)
        for triple in a:
            triple[2] = float(rng.normal())
        assert_right(solution, a, shape_a, b, shape_b)
        for triple in b[::2]:
            triple[2] = float(rng.normal())
        assert_right(solution, a, shape_a, b, shape_b)
        assert_right(solution, b, shape_b, a, shape_a)


@pytest.mark.points(3, group="numerical stability")
def test_tiny_values(solution, rng):
    """What is not 0 stays, however small; what vanishes leaves no entry."""
    for scale in (1e-6, 1e-12, 1e-150):
        a, shape_a, b, shape_b = pair_of(rng, 5, 6, 5)
        a, b = ([[i, j, scale * value] for i, j, value in triples] for triples in (a, b))
        assert_right(solution, a, shape_a, b, shape_b)
    product = solution.sparse_matmul([[0, 0, 1e-200]], (1, 1), [[0, 0, 1e-200]], (1, 1))
    assert checked(product, 1, 1) == {}


@pytest.mark.points(2, group="numerical stability")
def test_large_beside_small(solution, rng):
    """Large values at one place take no digits from small ones at another."""
    for large in (1e150, 1e18):
        a, shape_a, b, shape_b = pair_of(rng, 6, 6, 6, share=0.5)
        for triples in (a, b):
            for triple in triples:
                triple[2] *= float(rng.choice([large, 1.0, 1.0 / large]))
        assert_right(solution, a, shape_a, b, shape_b)


@pytest.mark.points(3, group="efficiency")
def test_huge_shapes(solution, rng):
    """Rows and columns without an entry cost no memory and no time, however many there are."""
    for n in (10**6, HUGE):
        ids = np.unique(rng.integers(0, n, 60))
        ids[0], ids[-1] = 0, n - 1
        places = rng.permuted(np.tile(ids, (4, 4)), axis=1).T.tolist()
        a = [[i, k, i + k + 1] for i, k, _, _ in places]
        b = [[k, j, k - j + 2] for _, _, k, j in places]
        assert assert_right(solution, a, (n, n), b, (n, n))
        one, other = [[n - 1, n - 1, 2]], [[n - 1, 0, 3]]
        assert_right(solution, one, (n, n), other, (n, 1))
        assert_right(solution, [[0, n - 1, 2]], (1, n), other, (n, n))


def growth(solution, reference, draw):
    """Assert that the time is the reference's but for a factor, for FEW entries and for MANY.

    `draw(n)` draws two matrices of about n entries whose product has about n entries as well.
    """

    def check(result, a, shape_a, b, shape_b):
        values = checked(result, shape_a[0], shape_b[1])
        places = exact(a[:50], b)
        complete = {i for i, _, _ in a[:50]} - {i for i, _, _ in a[50:]}
        for (i, j), (total, _, _) in places.items():
            assert i not in complete or values.get((i, j), 0) == total
        assert sum(values.values()) == weighted(a, b)

    few, many = (
        speed_ratio(
            solution.sparse_matmul,
            reference.sparse_matmul,
            args=lambda n=n: draw(n),
            rounds=rounds,
            check=check,
        )
        for n, rounds in ((FEW, 7), (MANY, 3))
    )
    assert many <= SLOWEST_RATIO
    assert many <= FASTEST_GROWTH * max(few, 1.0)


def weighted(a, b):
    """The sum of all entries of the product, from the sums of columns and of rows."""
    columns = {}
    for _, k, x in a:
        columns[k] = columns.get(k, 0) + x
    return sum(columns.get(k, 0) * y for k, _, y in b)


@pytest.mark.points(3, group="efficiency")
def test_work_of_many_rows(solution, reference, rng):
    """The work grows with the entries that meet, not with all pairs of entries."""

    def draw(n):
        ids = rng.choice(10**9, n, replace=False)
        a = np.stack([rng.integers(0, 10**9, n), rng.choice(ids, n), rng.integers(1, 99, n)])
        b = np.stack([rng.choice(ids, n), rng.integers(0, 10**9, n), rng.integers(1, 99, n)])
        return a.T.tolist(), (10**9, 10**9), b.T.tolist(), (10**9, 10**9)

    growth(solution, reference, draw)


@pytest.mark.points(3, group="efficiency")
def test_work_of_long_rows(solution, reference, rng):
    """A long row of the product is no more work than many short ones."""

    def draw(n):
        ids, places = (rng.choice(10**9, n, replace=False) for _ in range(2))
        a = np.stack([rng.integers(0, 2, n), ids, rng.integers(1, 99, n)])
        b = np.stack([rng.permutation(ids), places, rng.integers(1, 99, n)])
        return a.T.tolist(), (2, 10**9), b.T.tolist(), (10**9, 10**9)

    growth(solution, reference, draw)
