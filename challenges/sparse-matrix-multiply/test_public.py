"""Public tests for the sparse matrix product: a first check of README.md."""

import pytest


def places(product):
    """Turn triples into a dict from place to value; assert that each place is there once."""
    assert isinstance(product, list), "return a list of triples"
    values = {(i, j): value for i, j, value in product}
    assert len(values) == len(product), "each place once"
    return values


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement comes out right."""
    a = [[0, 0, 2], [0, 2, 1], [2, 2, 3]]
    b = [[2, 0, 4], [0, 1, 5], [0, 0, -2]]
    product = solution.sparse_matmul(a, (3, 3), b, (3, 2))
    assert places(product) == {(0, 1): 10, (2, 0): 12}


@pytest.mark.points(1, group="correctness")
def test_full_matrices(solution):
    """Two matrices without a zero have the product that they always had."""
    a = [[0, 0, 1], [0, 1, 2], [1, 0, 3], [1, 1, 4]]
    product = solution.sparse_matmul(a, (2, 2), a, (2, 2))
    assert places(product) == {(0, 0): 7, (0, 1): 10, (1, 0): 15, (1, 1): 22}


@pytest.mark.points(1, group="edge cases")
def test_nothing_in_common(solution):
    """If no column of the one meets a row of the other, the product has no entry."""
    assert solution.sparse_matmul([[0, 1, 5]], (2, 3), [[2, 0, 7]], (3, 2)) == []


@pytest.mark.points(1, group="edge cases")
def test_wrong_shape(solution):
    """Three columns do not fit two rows."""
    with pytest.raises(ValueError):
        solution.sparse_matmul([[0, 0, 1]], (1, 3), [[0, 0, 1]], (2, 1))


@pytest.mark.points(1, group="edge cases")
def test_entries_stay(solution):
    """The lists are not changed by the call."""
    product = solution.sparse_matmul([[0, 1, 2], [0, 0, 3]], (1, 2), [[0, 0, 5]], (2, 1))
    assert places(product) == {(0, 0): 15}
    assert not solution.sparse_matmul.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_halves(solution):
    """Floats and ints may be mixed."""
    product = solution.sparse_matmul(
        [[0, 0, 0.5], [0, 1, 3]], (1, 2), [[0, 0, 5], [1, 0, 2]], (2, 1)
    )
    assert places(product) == {(0, 0): 8.5}


@pytest.mark.points(1, group="efficiency")
def test_many_rows(solution, rng):
    """A million rows with a thousand entries are no trouble."""
    n = 10**6
    diagonal = [[int(k), int(k), 2] for k in rng.choice(n, 1000, replace=False)]
    product = solution.sparse_matmul(diagonal, (n, n), diagonal, (n, n))
    assert places(product) == {(k, k): 4 for k, _, _ in diagonal}
