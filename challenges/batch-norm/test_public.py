"""Public tests for batch normalization: a first check of the contract in README.md."""

import numpy as np
import pytest

EXAMPLE = np.array([[1.0], [3.0]])
LAYER = np.array([2.0]), np.array([10.0]), np.array([0.0]), np.array([1.0])


def checked(part, shape):
    """Assert type, shape and kind; return float64."""
    assert isinstance(part, (np.ndarray, list, tuple)), "an array"
    array = np.asarray(part)
    assert array.shape == shape
    assert array.dtype.kind == "f", "floats"
    assert np.isfinite(array).all()
    return array.astype(np.float64)


def fresh(d):
    """A layer as it starts: scale 1, shift 0, running mean 0 and variance 1."""
    return np.ones(d), np.zeros(d), np.zeros(d), np.ones(d)


def forward(solution, X, layer, **named):
    """Outputs, running mean and running variance, and the cache."""
    result = solution.batch_norm_forward(X, *layer, **named)
    assert isinstance(result, (tuple, list)) and len(result) == 4, "return four things"
    d = X.shape[1]
    parts = [checked(result[0], X.shape), checked(result[1], (d,)), checked(result[2], (d,))]
    return *parts, result[3]


@pytest.mark.points(1, group="correctness")
def test_example_forward(solution):
    """The example of the statement has the right outputs and running statistics."""
    out, mean, var, _ = forward(solution, EXAMPLE, LAYER, eps=3.0)
    assert np.allclose(out, [[9.0], [11.0]])
    assert np.allclose(mean, [0.2])
    assert np.allclose(var, [1.1])


@pytest.mark.points(1, group="correctness")
def test_example_backward(solution):
    """The example of the statement has the right derivatives."""
    cache = forward(solution, EXAMPLE, LAYER, eps=3.0)[3]
    dX, dgamma, dbeta = solution.batch_norm_backward(np.array([[1.0], [0.0]]), cache)
    assert np.allclose(checked(dX, (2, 1)), [[0.375], [-0.375]])
    assert np.allclose(checked(dgamma, (1,)), [-0.5])
    assert np.allclose(checked(dbeta, (1,)), [1.0])


@pytest.mark.points(1, group="correctness")
def test_columns_are_normalized(solution, rng):
    """In training every column comes out with mean 0 and variance 1."""
    X = rng.uniform(-5.0, 9.0, (50, 4))
    out = forward(solution, X, fresh(4))[0]
    assert np.allclose(out.mean(axis=0), 0.0)
    assert np.allclose(out.var(axis=0), 1.0, atol=1e-4)


@pytest.mark.points(1, group="correctness")
def test_inference_uses_what_it_is_given(solution, rng):
    """In inference, the running statistics are used, and they stay."""
    X = rng.uniform(-5.0, 9.0, (1, 2))
    layer = np.ones(2), np.zeros(2), np.array([1.0, -1.0]), np.array([4.0, 0.25])
    out, mean, var, _ = forward(solution, X, layer, training=False, eps=1e-12)
    assert np.allclose(out, (X - [1.0, -1.0]) / [2.0, 0.5])
    assert np.allclose(mean, layer[2]) and np.allclose(var, layer[3])


@pytest.mark.points(1, group="correctness")
def test_a_shift_changes_nothing(solution, rng):
    """Moving a whole column changes no output, so its derivatives sum to zero."""
    X, dout = rng.uniform(-5.0, 9.0, (8, 3)), rng.uniform(-1.0, 2.0, (8, 3))
    dX = solution.batch_norm_backward(dout, forward(solution, X, fresh(3))[3])[0]
    assert np.allclose(checked(dX, (8, 3)).sum(axis=0), 0.0)


@pytest.mark.points(1, group="edge cases")
def test_a_row_of_its_own(solution):
    """A single row comes out as the shift, without NaN."""
    out, _, var, _ = forward(solution, np.array([[3.0]]), LAYER)
    assert np.allclose(out, [[10.0]])
    assert np.allclose(var, [0.9])


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay_as_they_were(solution, rng):
    """Neither inputs nor running statistics are changed."""
    forward(solution, rng.uniform(-5.0, 9.0, (6, 2)), fresh(2))
    assert not solution.batch_norm_forward.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_around_a_million(solution):
    """Columns around one million come out like any other."""
    near, far = (forward(solution, EXAMPLE + shift, LAYER)[0] for shift in (0.0, 1e6))
    assert np.allclose(near, far)


@pytest.mark.points(1, group="efficiency")
def test_many_rows(solution, rng):
    """Some thousand rows end well before the time limit."""
    X = rng.uniform(-5.0, 9.0, (5000, 3))
    cache = forward(solution, X, fresh(3))[3]
    checked(solution.batch_norm_backward(X, cache)[0], (5000, 3))
