"""Public tests for k-fold split: a first check of README.md. Run them as you like."""

import numpy as np
import pytest


def checked_tests(folds, n, k):
    """Check the pairs; return the test rows of each fold as sorted lists."""
    assert isinstance(folds, (list, tuple)), "return a list"
    assert len(folds) == k, "one pair for each fold"
    tests = []
    for train, test in folds:
        both = np.concatenate((np.asarray(train), np.asarray(test)))
        assert both.dtype.kind in "iu", "rows are whole numbers"
        assert sorted(both.tolist()) == list(range(n)), "each row is in train or in test"
        tests.append(sorted(np.asarray(test).tolist()))
    assert sorted(row for test in tests for row in test) == list(range(n))
    sizes = [len(test) for test in tests]
    assert max(sizes) - min(sizes) <= 1
    return tests


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The first example of the statement comes out right."""
    assert checked_tests(solution.k_fold_split(7, 3), 7, 3) == [[0, 1, 2], [3, 4], [5, 6]]


@pytest.mark.points(1, group="correctness")
def test_example_with_classes(solution):
    """The second example of the statement has the promised shares."""
    tests = checked_tests(solution.stratified_k_fold_split(np.array([4, 4, 4, 9, 9]), 2), 5, 2)
    assert sorted(sum(row >= 3 for row in test) for test in tests) == [1, 1]
    assert sorted(sum(row < 3 for row in test) for test in tests) == [1, 2]


@pytest.mark.points(1, group="correctness")
def test_repeated_seed(solution):
    """The same seed gives the same folds again."""
    first, second = (checked_tests(solution.k_fold_split(25, 4, True, 11), 25, 4) for _ in range(2))
    assert first == second
    assert checked_tests(solution.k_fold_split(25, 4, True, 12), 25, 4) != first


@pytest.mark.points(1, group="edge cases")
def test_k_is_checked(solution):
    """One fold, or more folds than rows, raise ValueError; other numbers do not."""
    checked_tests(solution.k_fold_split(6, 6), 6, 6)
    for k in (1, 7):
        with pytest.raises(ValueError):
            solution.k_fold_split(6, k)
        with pytest.raises(ValueError):
            solution.stratified_k_fold_split(np.array([0, 0, 0, 1, 1, 1]), k)


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay(solution, rng):
    """The classes are not changed by the call."""
    y = rng.integers(0, 3, 30)
    checked_tests(solution.stratified_k_fold_split(y, 5, shuffle=True), 30, 5)
    assert not solution.stratified_k_fold_split.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_all_small_numbers(solution):
    """For every small number of rows and folds, no row is lost."""
    for n in range(2, 18):
        for k in range(2, n + 1):
            tests = checked_tests(solution.k_fold_split(n, k), n, k)
            assert [row for test in tests for row in test] == list(range(n))


@pytest.mark.points(1, group="efficiency")
def test_some_thousand_rows(solution, rng):
    """Some thousand rows are divided well before the time limit."""
    checked_tests(solution.k_fold_split(5000, 5, shuffle=True), 5000, 5)
    checked_tests(solution.stratified_k_fold_split(rng.integers(0, 2, 5000), 5), 5000, 5)
