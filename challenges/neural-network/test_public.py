"""Public tests for the neural network: a first check of README.md. Run them as you like."""

import copy

import numpy as np
import pytest


def checked(result, X, k):
    """Assert type, shape and range; return (n, k) float64."""
    assert isinstance(result, (np.ndarray, list, tuple)), "forward returns an array"
    outputs = np.asarray(result)
    assert outputs.shape == (len(X), k)
    assert outputs.dtype.kind == "f", "outputs are floats"
    assert np.isfinite(outputs).all()
    assert outputs.min() >= 0.0 and outputs.max() <= 1.0
    return outputs.astype(np.float64)


def logits(net, X):
    p = checked(net.forward(X), X, 1)
    return np.log(p) - np.log1p(-p)


@pytest.mark.points(1, group="correctness")
def test_shapes(solution, rng):
    """Outputs have the right shape and are probabilities, whatever the layers."""
    for layers in ([2, 8, 1], [3, 5, 4, 2], [4, 3]):
        X = rng.normal(0.0, 1.0, (6, layers[0]))
        net = solution.NeuralNetwork(layers)
        first = checked(net.forward(X), X, layers[-1])
        assert np.allclose(checked(net.forward(X), X, layers[-1]), first)


@pytest.mark.points(1, group="correctness")
def test_learns_or(solution):
    """The example of the statement is learned by one of several networks."""
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = np.array([[0.0], [1.0], [1.0], [1.0]])
    learned = False
    for rate in (0.5, 2.0, 10.0) * 6:
        net = solution.NeuralNetwork([2, 4, 1])
        for _ in range(300):
            net.backward(X, y, learning_rate=rate)
        learned = ((checked(net.forward(X), X, 1) > 0.5) == (y > 0.5)).all()
        if learned:
            break
    assert learned


@pytest.mark.points(1, group="correctness")
def test_gradient_without_hidden_layer(solution, rng):
    """Without hidden layer, a step on one row is the one you can work out by hand."""
    net = solution.NeuralNetwork([2, 1])
    x, others, y = rng.normal(0.0, 1.0, (1, 2)), rng.normal(0.0, 1.0, (5, 2)), np.array([[0.8]])
    p, before = checked(net.forward(x), x, 1), logits(net, others)
    net.backward(x, y, 0.1)
    moved = logits(net, others) - before
    slopes = [p - y, (p - y) * p * (1 - p)]
    assert any(np.allclose(moved, -0.1 * slope * (others @ x.T + 1), rtol=1e-4) for slope in slopes)


@pytest.mark.points(1, group="correctness")
def test_a_step_goes_downhill(solution, rng):
    """A small step on one row brings its output nearer to the target."""
    for layers in ([2, 6, 1], [2, 4, 3, 1]):
        net = solution.NeuralNetwork(layers)
        x = rng.normal(0.0, 0.5, (1, 2))
        p = checked(net.forward(x), x, 1)
        y = np.where(p < 0.5, 1.0, 0.0)
        net.backward(x, y, 1e-3)
        if abs(p[0, 0] - 0.5) < 0.49:
            assert ((checked(net.forward(x), x, 1) - p) * (y - p) > 0.0).all()


@pytest.mark.points(1, group="correctness")
def test_mean_over_rows(solution, rng):
    """Repeating the rows of a batch does not change the step."""
    net = solution.NeuralNetwork([2, 1])
    X, y = rng.normal(0.0, 1.0, (5, 2)), rng.uniform(0.0, 1.0, (5, 1))
    twin = copy.deepcopy(net)
    net.backward(X, y, 0.5)
    twin.backward(np.tile(X, (3, 1)), np.tile(y, (3, 1)), 0.5)
    assert np.allclose(checked(net.forward(X), X, 1), checked(twin.forward(X), X, 1), atol=1e-9)


@pytest.mark.points(1, group="edge cases")
def test_backward_comes_first(solution, rng):
    """A step works without a forward before it, on a single row too."""
    net = solution.NeuralNetwork([3, 4, 2])
    x = rng.normal(0.0, 1.0, (1, 3))
    net.backward(x, np.array([[0.2, 1.0]]))
    checked(net.forward(x), x, 2)


@pytest.mark.points(1, group="edge cases")
def test_data_stay_as_they_were(solution, rng):
    """Inputs and targets are not changed."""
    net = solution.NeuralNetwork([3, 4, 1])
    X, y = rng.normal(0.0, 1.0, (6, 3)), rng.uniform(0.0, 1.0, (6, 1))
    X_before, y_before = X.copy(), y.copy()
    for method, arguments in ((net.forward, (X,)), (net.backward, (X, y))):
        method(*arguments)
        # In the sandbox the method is given copies and keeps an eye on them.
        assert not getattr(method, "changed_arguments", False)
    assert np.array_equal(X, X_before) and np.array_equal(y, y_before)


@pytest.mark.points(1, group="numerical stability")
def test_no_nan_from_large_inputs(solution, rng):
    """Large inputs do not give NaN, neither before nor after a step."""
    net = solution.NeuralNetwork([3, 5, 1])
    X = rng.uniform(-1000.0, 1000.0, (8, 3))
    checked(net.forward(X), X, 1)
    net.backward(X, rng.uniform(0.0, 1.0, (8, 1)))
    checked(net.forward(X), X, 1)


@pytest.mark.points(1, group="efficiency")
def test_larger_network(solution, rng):
    """A few steps of a larger network end well before the time limit."""
    net = solution.NeuralNetwork([100, 100, 1])
    X, y = rng.normal(0.0, 1.0, (200, 100)), rng.uniform(0.0, 1.0, (200, 1))
    for _ in range(3):
        net.backward(X, y)
    checked(net.forward(X), X, 1)
