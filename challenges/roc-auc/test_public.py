"""Public tests for the area under the ROC curve: a first check of README.md."""

import numpy as np
import pytest


def area_of(solution, y_true, y_score):
    """Call the solution; assert that it gives one number in [0, 1]."""
    area = solution.roc_auc(np.array(y_true), np.array(y_score))
    assert isinstance(area, (float, int, np.floating, np.integer)), "return one number"
    assert 0.0 <= area <= 1.0
    return float(area)


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement comes out right."""
    assert abs(area_of(solution, [1, 0, 1, 1, 0], [0.9, 0.7, 0.7, 0.4, 0.2]) - 0.75) <= 1e-9


@pytest.mark.points(1, group="correctness")
def test_one_pair_in_four(solution):
    """With one of four pairs the wrong way round the area is three quarters."""
    assert abs(area_of(solution, [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) - 0.75) <= 1e-9


@pytest.mark.points(1, group="correctness")
def test_classes_apart(solution):
    """If every positive is above every negative the area is 1."""
    assert area_of(solution, [0, 1, 0, 1], [-3.0, 2.5, -1.0, 0.5]) == pytest.approx(1.0)


@pytest.mark.points(1, group="edge cases")
def test_a_tie(solution):
    """A positive and a negative with the same score make a half, in either order."""
    assert area_of(solution, [1, 0], [0.6, 0.6]) == pytest.approx(0.5)
    assert area_of(solution, [0, 1], [0.6, 0.6]) == pytest.approx(0.5)


@pytest.mark.points(1, group="edge cases")
def test_no_negative(solution):
    """Without a negative ValueError is raised; one negative is enough."""
    assert area_of(solution, [1, 1, 0], [0.2, 0.3, 0.1]) == pytest.approx(1.0)
    with pytest.raises(ValueError):
        solution.roc_auc(np.array([1, 1, 1]), np.array([0.2, 0.3, 0.1]))


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay(solution):
    """The arguments are not changed by the call."""
    area_of(solution, [1, 0, 1], [0.3, 0.2, 0.1])
    assert not solution.roc_auc.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_infinity(solution):
    """A score of infinity is above all others."""
    area = area_of(solution, [1, 0, 1, 0], [np.inf, 7.0, 3.0, -np.inf])
    assert area == pytest.approx(0.75)


@pytest.mark.points(1, group="efficiency")
def test_some_thousand_rows(solution, rng):
    """Some thousand rows end well before the time limit."""
    y_true = rng.integers(0, 2, 5000)
    assert 0.4 < area_of(solution, y_true, rng.uniform(0.0, 1.0, 5000)) < 0.6
