"""Public tests for k-nearest neighbors: a first check of README.md. Run them as you like."""

import numpy as np
import pytest

X_EXAMPLE = np.array([[0, 0], [2, 0], [0, 2], [3, 3]])
Y_EXAMPLE = np.array([9, 9, 4, 4])


def predicted(solution, X_train, y_train, X_test, k):
    """Call the solution; assert shape and dtype; return a list of labels."""
    labels = np.asarray(solution.knn_predict(X_train, y_train, X_test, k))
    assert labels.shape == (len(X_test),), "one label for each row of X_test"
    assert labels.dtype.kind in "iu", "labels have an integer dtype"
    return labels.tolist()


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement comes out right, with two neighbours and with three."""
    rows = np.array([[1, 1], [3, 2]])
    assert predicted(solution, X_EXAMPLE, Y_EXAMPLE, rows, 2) == [9, 4]
    assert predicted(solution, X_EXAMPLE, Y_EXAMPLE, rows, 3) == [9, 4]


@pytest.mark.points(1, group="correctness")
def test_two_heaps(solution, rng):
    """Rows of two heaps that lie far apart are told apart."""
    heap = np.arange(24) % 2
    X = rng.uniform(0.0, 1.0, (24, 3)) + 6.0 * heap[:, None]
    assert predicted(solution, X[:18], heap[:18], X[18:], 3) == heap[18:].tolist()


@pytest.mark.points(1, group="correctness")
def test_own_nearest(solution, rng):
    """With one neighbour, training rows get their own labels."""
    X, y = rng.normal(size=(20, 2)), rng.integers(0, 5, 20)
    assert predicted(solution, X, y, X, 1) == y.tolist()


@pytest.mark.points(1, group="edge cases")
def test_k_is_checked(solution):
    """Neighbours that are not there raise ValueError, those that are do not."""
    assert predicted(solution, X_EXAMPLE, Y_EXAMPLE, X_EXAMPLE, 4) == [4, 4, 4, 4]
    for k in (0, 5):
        with pytest.raises(ValueError):
            solution.knn_predict(X_EXAMPLE, Y_EXAMPLE, X_EXAMPLE, k)


@pytest.mark.points(1, group="edge cases")
def test_line(solution):
    """A single test row and a single feature work."""
    X, y = np.array([[1.0], [2.0], [8.0]]), np.array([-1, -1, 6])
    assert predicted(solution, X, y, np.array([[3.0]]), 1) == [-1]
    assert predicted(solution, X, y, np.array([[6.0]]), 3) == [-1]


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay(solution, rng):
    """The data are not changed by the call."""
    X, y = rng.normal(size=(20, 2)), rng.integers(0, 5, 20)
    assert predicted(solution, X, y, X, 1) == y.tolist()
    assert not solution.knn_predict.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_bytes_and_floats(solution):
    """Bytes are as far apart as the numbers that they stand for."""
    X = np.array([[10, 250], [240, 10], [120, 120]], dtype=np.uint8)
    x = np.array([[200, 60]], dtype=np.uint8)
    assert predicted(solution, X, np.array([1, 2, 3]), x, 1) == [2]


@pytest.mark.points(1, group="efficiency")
def test_some_hundred_rows(solution, rng):
    """Some hundred rows end well before the time limit."""
    X, y = rng.normal(size=(600, 8)), rng.integers(0, 3, 600)
    predicted(solution, X, y, X[:100], 5)
