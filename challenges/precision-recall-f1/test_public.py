"""Public tests for precision, recall and F1: a first check of README.md."""

import numpy as np
import pytest

TRUTH = np.array(["cat", "cat", "cat", "dog", "dog", "owl"])
GUESS = np.array(["cat", "cat", "dog", "dog", "cat", "ant"])


def three_parts(result, shape):
    """Assert that there are three parts of this shape; return them as arrays."""
    assert isinstance(result, (tuple, list)) and len(result) == 3, "return precision, recall, f1"
    parts = [np.asarray(part) for part in result]
    assert all(part.shape == shape for part in parts)
    return parts


@pytest.mark.points(1, group="correctness")
def test_example_by_class(solution):
    """The classes of the example have the scores that the statement shows."""
    for part in three_parts(solution.precision_recall_f1(TRUTH, GUESS), (4,)):
        assert part == pytest.approx([0.0, 2 / 3, 1 / 2, 0.0])


@pytest.mark.points(1, group="correctness")
def test_example_on_average(solution):
    """The averages of the example are those that the statement shows."""
    for average, expected in (("macro", 7 / 24), ("micro", 1 / 2), ("weighted", 1 / 2)):
        for part in three_parts(solution.precision_recall_f1(TRUTH, GUESS, average=average), ()):
            assert part == pytest.approx(expected)


@pytest.mark.points(1, group="correctness")
def test_precision_is_not_recall(solution):
    """A class that is predicted too often has a lower precision than recall."""
    truth, guess = np.array([0, 0, 0, 1]), np.array([0, 1, 1, 1])
    parts = three_parts(solution.precision_recall_f1(truth, guess), (2,))
    for part, expected in zip(parts, ([1, 1 / 3], [1 / 3, 1], [1 / 2, 1 / 2]), strict=True):
        assert part == pytest.approx(expected)


@pytest.mark.points(1, group="edge cases")
def test_single_right_row(solution):
    """One row that is right has scores of 1."""
    for part in three_parts(solution.precision_recall_f1(np.array([8]), np.array([8])), (1,)):
        assert part == pytest.approx([1.0])


@pytest.mark.points(1, group="edge cases")
def test_refused(solution):
    """Lengths that differ and unknown averages raise ValueError."""
    three_parts(solution.precision_recall_f1(TRUTH, GUESS), (4,))
    with pytest.raises(ValueError):
        solution.precision_recall_f1(TRUTH, GUESS[:5])
    with pytest.raises(ValueError):
        solution.precision_recall_f1(TRUTH, GUESS, average="mean")


@pytest.mark.points(1, group="numerical stability")
def test_no_nan(solution):
    """Nothing is NaN when no row is right."""
    for part in three_parts(solution.precision_recall_f1(np.array([1, 2]), np.array([2, 3])), (3,)):
        assert part.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.points(1, group="efficiency")
def test_many_classes(solution, rng):
    """A thousand classes end well before the time limit."""
    truth = np.arange(4000) % 1000
    for part in three_parts(solution.precision_recall_f1(truth, rng.permutation(truth)), (1000,)):
        assert part.min() >= 0.0 and part.max() <= 1.0
