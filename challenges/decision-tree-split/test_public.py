"""Public tests for the decision tree split: a first check of README.md. Run them as you like."""

import numpy as np
import pytest


def split(solution, X, y):
    """Call the solution; assert that three things come back."""
    result = solution.best_split(X, y)
    assert isinstance(result, (tuple, list)), "return feature, threshold, gain"
    assert len(result) == 3, "return feature, threshold, gain"
    return result


def assert_no_split(solution, X, y):
    feature, threshold, gain = split(solution, X, y)
    assert feature is None
    assert threshold is None
    assert abs(gain) <= 1e-9


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement comes out right."""
    X = np.array([[1, 3], [2, 1], [2, 2], [5, 1]])
    feature, threshold, gain = split(solution, X, np.array([0, 0, 1, 1]))
    assert feature == 0
    assert abs(threshold - 1.5) <= 1e-9
    assert abs(gain - 1.0 / 6.0) <= 1e-9


@pytest.mark.points(1, group="correctness")
def test_gain_is_the_decrease(solution, rng):
    """The gain is what the returned split takes from the impurity."""

    def gini(labels):
        shares = np.bincount(labels, minlength=2) / len(labels)
        return 1.0 - (shares**2).sum()

    y = np.arange(30) % 2
    X = rng.normal(size=(30, 3)) + y[:, None]
    feature, threshold, gain = split(solution, X, y)
    left = X[:, feature] <= threshold
    share = left.mean()
    after = share * gini(y[left]) + (1.0 - share) * gini(y[~left])
    assert abs(gain - (gini(y) - after)) <= 1e-9


@pytest.mark.points(1, group="correctness")
def test_second_column(solution):
    """A column that divides the classes is found wherever it is."""
    X = np.array([[5.0, 0.0, 1.0], [1.0, 1.0, 5.0], [4.0, 4.0, 2.0], [2.0, 6.0, 4.0]])
    feature, threshold, gain = split(solution, X, np.array([7, 7, -2, -2]))
    assert feature == 1
    assert abs(threshold - 2.5) <= 1e-9
    assert abs(gain - 0.5) <= 1e-9


@pytest.mark.points(1, group="edge cases")
def test_no_split(solution, rng):
    """Without different labels or different values there is no split."""
    X = rng.normal(size=(6, 2))
    assert_no_split(solution, X, np.full(6, 3))
    assert_no_split(solution, np.full((6, 2), 0.5), np.array([0, 1, 0, 1, 0, 1]))
    assert_no_split(solution, X[:1], np.array([1]))


@pytest.mark.points(1, group="edge cases")
def test_twin_columns(solution):
    """The first of two columns that are the same is named."""
    column = np.array([1.0, 2.0, 3.0, 4.0])
    X = np.stack([np.ones(4), column, column], axis=1)
    assert split(solution, X, np.array([0, 0, 0, 1]))[0] == 1


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay(solution, rng):
    """The data are not changed by the call."""
    X, y = rng.normal(size=(20, 2)), rng.permutation(20) % 2
    assert split(solution, X, y)[0] in (0, 1)
    assert not solution.best_split.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_narrow_gap(solution):
    """Values that differ by little are told apart."""
    X = np.array([[1.0], [1.0 + 1e-10], [1.0], [1.0 + 1e-10]])
    feature, threshold, _ = split(solution, X, np.array([0, 1, 0, 1]))
    assert feature == 0
    assert 1.0 <= threshold < 1.0 + 1e-10


@pytest.mark.points(1, group="efficiency")
def test_some_thousand_rows(solution, rng):
    """Some thousand rows end well before the time limit."""
    X, y = rng.normal(size=(3000, 2)), rng.integers(0, 2, 3000)
    X[:, 1] += y
    assert split(solution, X, y)[0] == 1
