"""Public tests for the sample size of an A/B test: a first check of README.md."""

import pytest


def people(solution, *args, **kwargs):
    """Call the solution; assert that it gives two whole numbers."""
    n_control, n_treatment = solution.sample_sizes(*args, **kwargs)
    assert isinstance(n_control, int) and isinstance(n_treatment, int), "return two ints"
    return n_control, n_treatment


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement comes out right."""
    assert people(solution, 0.5, 0.1) == (388, 388)


@pytest.mark.points(1, group="correctness")
def test_two_points(solution):
    """From ten percent to twelve takes 3,841 people in each group."""
    assert people(solution, 0.1, 0.02) == (3841, 3841)


@pytest.mark.points(1, group="correctness")
def test_more_power(solution):
    """More power takes more people, and so does a stricter level."""
    assert people(solution, 0.5, 0.1, power=0.95) > people(solution, 0.5, 0.1)
    assert people(solution, 0.5, 0.1, alpha=0.01) > people(solution, 0.5, 0.1)


@pytest.mark.points(1, group="edge cases")
def test_smaller_control(solution):
    """With two in the treatment for one in the control, the control is the smaller group."""
    n_control, n_treatment = people(solution, 0.5, 0.1, ratio=2.0)
    assert n_control < 388 < n_treatment


@pytest.mark.points(1, group="edge cases")
def test_impossible_rate(solution):
    """A rate above 1 raises ValueError, and an ordinary one does not."""
    assert people(solution, 0.8, 0.1)[0] > 1
    with pytest.raises(ValueError):
        solution.sample_sizes(0.95, 0.1)


@pytest.mark.points(1, group="numerical stability")
def test_small_level(solution):
    """A level of one in a million is no trouble."""
    assert people(solution, 0.5, 0.1, alpha=1e-6)[0] > 1000


@pytest.mark.points(1, group="efficiency")
def test_many_people(solution):
    """A test of some million people ends well before the time limit."""
    assert 1_000_000 < people(solution, 0.5, 0.001)[0] < 10_000_000
