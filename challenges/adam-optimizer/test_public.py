"""Public tests for the Adam optimizer: a first check of the contract in README.md."""

import numpy as np
import pytest


def checked(result, params):
    """Assert type, shapes and dtypes; return the new parameters."""
    assert isinstance(result, (list, tuple)), "return a list of the new parameters"
    assert len(result) == len(params)
    arrays = [np.asarray(each) for each in result]
    for array, param in zip(arrays, map(np.asarray, params), strict=True):
        assert array.shape == param.shape and array.dtype == param.dtype
        assert np.isfinite(array).all()
    return arrays


@pytest.mark.points(1, group="correctness")
def test_example_first(solution):
    """The first step of the statement's example is right."""
    adam, params = solution.Adam(learning_rate=0.1, epsilon=0.5), [np.array([1.0, 2.0])]
    (moved,) = checked(adam.step(params, [np.array([0.5, -1.5])]), params)
    assert np.allclose(moved, [0.95, 2.075], rtol=0.0, atol=1e-7)


@pytest.mark.points(1, group="correctness")
def test_example_second(solution):
    """The second step of the statement's example is right."""
    adam, params = solution.Adam(learning_rate=0.1, epsilon=0.5), [np.array([1.0, 2.0])]
    params = checked(adam.step(params, [np.array([0.5, -1.5])]), params)
    (moved,) = checked(adam.step(params, [np.zeros(2)]), params)
    assert np.allclose(moved, [0.922, 2.121], rtol=0.0, atol=1e-3)


@pytest.mark.points(1, group="correctness")
def test_a_bowl(solution, rng):
    """Some hundred steps end near the bottom of a bowl."""
    bottom, adam = rng.uniform(-1.0, 1.0, 3), solution.Adam(0.05)
    params = [np.zeros(3)]
    for _ in range(300):
        params = checked(adam.step(params, [params[0] - bottom]), params)
    assert np.abs(params[0] - bottom).max() <= 0.02


@pytest.mark.points(1, group="correctness")
def test_length_of_a_step(solution):
    """A constant gradient moves a parameter by the learning rate in each step."""
    adam, params = solution.Adam(), [np.zeros((2, 2))]
    for t in range(1, 6):
        params = checked(adam.step(params, [np.full((2, 2), -7.0)]), params)
        assert np.allclose(params[0], 1e-3 * t, rtol=1e-6)


@pytest.mark.points(1, group="edge cases")
def test_a_resting_parameter(solution):
    """A parameter whose gradients are zero does not move, beside one that does."""
    adam, params = solution.Adam(0.1), [np.ones(3), np.ones(2)]
    for _ in range(3):
        params = checked(adam.step(params, [np.zeros(3), np.ones(2)]), params)
    assert np.array_equal(params[0], np.ones(3)) and (params[1] < 0.8).all()


@pytest.mark.points(1, group="edge cases")
def test_a_number(solution):
    """A number is a parameter too."""
    (moved,) = checked(solution.Adam(0.25).step([2.0], [3.0]), [2.0])
    assert abs(float(moved) - 1.75) <= 1e-7


@pytest.mark.points(1, group="edge cases")
def test_a_gradient_too_few(solution):
    """A missing gradient raises ValueError; all of them do not."""
    adam, params = solution.Adam(), [np.ones(3), np.ones(3)]
    checked(adam.step(params, params), params)
    with pytest.raises(ValueError):
        adam.step(params, params[:1])


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay_as_they_were(solution):
    """What is given is not changed."""
    step, params, grads = solution.Adam(0.1).step, [np.ones(3)], [np.arange(3.0)]
    checked(step(params, grads), params)
    # In the sandbox the method is given copies and keeps an eye on them.
    assert not getattr(step, "changed_arguments", False)
    assert np.array_equal(params[0], np.ones(3)) and np.array_equal(grads[0], np.arange(3.0))


@pytest.mark.points(1, group="numerical stability")
def test_size_does_not_matter(solution):
    """Large and small gradients move a parameter equally far."""
    params, grads = [np.zeros(3)], [np.array([1e-3, 1.0, 1e6])]
    (moved,) = checked(solution.Adam(0.1).step(params, grads), params)
    assert np.allclose(moved, -0.1, rtol=1e-4)


@pytest.mark.points(1, group="efficiency")
def test_thousands_of_entries(solution, rng):
    """A few steps of some thousand entries end well before the time limit."""
    adam, params = solution.Adam(), [rng.normal(0.0, 1.0, (60, 50)), rng.normal(0.0, 1.0, 50)]
    for _ in range(3):
        params = checked(adam.step(params, params), params)
