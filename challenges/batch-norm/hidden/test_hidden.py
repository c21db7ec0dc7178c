"""Hidden suite for batch normalization. README.md is the contract; nothing here is stricter.

Expected outputs follow the definition, with exactly rounded sums. Expected derivatives come from
complex steps through it, which are exact to the last digits and share no formula with anybody's
backward pass. Nothing is left to chance: a right answer passes for every seed.
"""

import contextlib
import math

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Of the largest entry. Rounding leaves 1e-10 where columns lie around 1e6, and single precision
# never less than 1e-7 of that offset.
TOLERANCE = 1e-7
# Plain loops over rows and columns take less than 80 times as long as the reference; tables of
# rows by rows fill 3 GB and are stopped by that.
SLOWEST_RATIO = 600.0


class Bound:
    """A backward pass together with a cache of its own side, to be measured as one function."""

    def __init__(self, function, cache):
        self.function, self.cache, self.link = function, cache, function.link

    def __call__(self, dout):
        return self.function(dout, self.cache)


def numbers(part, shape):
    """Assert type, shape, kind and finiteness; return float64."""
    assert isinstance(part, (np.ndarray, list, tuple))
    array = None
    with contextlib.suppress(TypeError, ValueError):
        array = np.asarray(part)
    assert array is not None, "ragged, so not an array"
    assert array.dtype.kind == "f" and array.shape == shape
    array = array.astype(np.float64)
    assert np.isfinite(array).all()
    return array


def near(found, expected):
    """Whether all numbers are equal, up to a part of the largest one expected."""
    return np.abs(found - expected).max() <= TOLERANCE * np.abs(expected).max()


def forward(solution, X, layer, *given, **named):
    """One call; `layer` is (gamma, beta, running_mean, running_var). Three arrays and the cache."""
    result = solution.batch_norm_forward(X, *layer, *given, **named)
    assert isinstance(result, (tuple, list)) and len(result) == 4
    d = X.shape[1]
    shapes = (X.shape, (d,), (d,))
    parts = [numbers(part, shape) for part, shape in zip(result, shapes, strict=False)]
    return *parts, result[3]


def backward(solution, dout, cache):
    result = solution.batch_norm_backward(dout, cache)
    assert isinstance(result, (tuple, list)) and len(result) == 3
    n, d = dout.shape
    shapes = ((n, d), (d,), (d,))
    return [numbers(part, shape) for part, shape in zip(result, shapes, strict=True)]


def moments(X):
    """Means and biased variances of the columns, with exactly rounded sums."""
    mean = np.array([math.fsum(column) / len(X) for column in X.T.tolist()])
    squares = ((X - mean) ** 2).T.tolist()
    return mean, np.array([math.fsum(column) / len(X) for column in squares])


def normalised(X, gamma, beta, mean, var, eps):
    return gamma * (X - mean) / np.sqrt(var + eps) + beta


def derivative(X, gamma, eps, dout):
    """By complex steps: the imaginary part of the loss where one entry of X has a tiny one."""
    expected = np.empty(X.shape)
    for i, j in np.ndindex(*X.shape):
        x = X[:, j] - X[:, j].mean() + 0j
        x[i] += 1e-30j
        centred = x - x.mean()
        out = gamma[j] * centred / np.sqrt((centred**2).mean() + eps)
        expected[i, j] = (dout[:, j] * out).sum().imag / 1e-30
    return expected


def layer_of(rng, d):
    """(gamma, beta, running_mean, running_var), none of them near its usual start."""
    signs = rng.choice([-1.0, 1.0], d)
    gamma = signs * rng.uniform(1.5, 3.0, d)
    return gamma, rng.normal(2.0, 1.0, d), rng.normal(-1.0, 1.0, d), rng.uniform(1.5, 4.0, d)


def batch(rng, n, d, spread=1.0, offset=3.0):
    """(n, d) with columns of different mean and spread."""
    X = rng.normal(size=(n, d)) * rng.uniform(0.5, 2.0, d)
    return spread * X + offset * rng.uniform(0.5, 1.5, d)


def assert_output(solution, X, layer, **named):
    """A forward pass in training is right; return its cache."""
    out, mean, var, cache = forward(solution, X, layer, **named)
    gamma, beta, old_mean, old_var = layer
    momentum, eps = named.get("momentum", 0.1), named.get("eps", 1e-5)
    batch_mean, batch_var = moments(X)
    assert near(out - beta, normalised(X, gamma, 0.0, batch_mean, batch_var, eps))
    assert near(mean, (1.0 - momentum) * old_mean + momentum * batch_mean)
    n = len(X)
    unbiased = batch_var * n / (n - 1) if n > 1 else 0.0 * batch_var
    assert near(var, (1.0 - momentum) * old_var + momentum * unbiased)
    return cache


def assert_derivatives(solution, rng, X, layer, **named):
    """Forward and backward of one batch are right."""
    cache = assert_output(solution, X, layer, **named)
    dout = rng.normal(0.5, 1.0, X.shape)
    dX, dgamma, dbeta = backward(solution, dout, cache)
    eps = named.get("eps", 1e-5)
    assert near(dX, derivative(X, layer[0], eps, dout))
    assert near(dgamma, (dout * normalised(X, 1.0, 0.0, *moments(X), eps)).sum(axis=0))
    assert near(dbeta, dout.sum(axis=0))


@pytest.mark.points(3, group="correctness", gate=True)
def test_output(solution, rng):
    """In training each column is normalised by its own rows, then scaled and shifted."""
    for n, d in ((6, 3), (9, 2), (4, 5)):
        X, layer = batch(rng, n, d), layer_of(rng, d)
        out = forward(solution, X, layer)[0]
        assert near(out, normalised(X, *layer[:2], *moments(X), 1e-5))


@pytest.mark.points(3, group="correctness", gate=True)
def test_gradient_of_inputs(solution, rng):
    """The derivative of the inputs goes through mean and variance as well."""
    for n, d in ((6, 3), (5, 2), (3, 4)):
        X, layer = batch(rng, n, d), layer_of(rng, d)
        dout = rng.normal(0.5, 1.0, (n, d))
        dX = backward(solution, dout, forward(solution, X, layer)[3])[0]
        assert near(dX, derivative(X, layer[0], 1e-5, dout))


@pytest.mark.points(2, group="correctness")
def test_gradients_of_parameters(solution, rng):
    """Scale and shift have the sums over the rows for derivatives."""
    for n, d in ((6, 3), (2, 4)):
        X, layer = batch(rng, n, d), layer_of(rng, d)
        dout = rng.normal(0.5, 1.0, (n, d))
        _, dgamma, dbeta = backward(solution, dout, forward(solution, X, layer)[3])
        assert near(dgamma, (dout * normalised(X, 1.0, 0.0, *moments(X), 1e-5)).sum(axis=0))
        assert near(dbeta, dout.sum(axis=0))


@pytest.mark.points(2, group="correctness")
def test_running_statistics(solution, rng):
    """Running statistics move towards the batch by the momentum, with the unbiased variance."""
    for momentum in (0.3, 0.0, 1.0):
        X, layer = batch(rng, 5, 3), layer_of(rng, 3)
        _, mean, var, _ = forward(solution, X, layer, momentum=momentum)
        _, _, old_mean, old_var = layer
        batch_mean, batch_var = moments(X)
        assert near(mean, (1.0 - momentum) * old_mean + momentum * batch_mean)
        assert near(var, (1.0 - momentum) * old_var + momentum * batch_var * 5 / 4)


@pytest.mark.points(2, group="correctness")
def test_inference(solution, rng):
    """In inference the running statistics are used and left alone, in any company."""
    X, layer = batch(rng, 7, 3), layer_of(rng, 3)
    expected = normalised(X, *layer, 0.2)
    for rows in (slice(None), slice(0, 1), slice(2, 5)):
        out, mean, var, _ = forward(solution, X[rows], layer, training=False, eps=0.2)
        assert near(out, expected[rows])
        assert near(mean, layer[2]) and near(var, layer[3])


@pytest.mark.points(1, group="correctness")
def test_default_arguments(solution, rng):
    """Training, momentum and eps have the defaults of the signature, and their order."""
    X, layer = batch(rng, 6, 3, spread=3e-3), layer_of(rng, 3)
    assert_output(solution, X, layer)
    out, mean, var, _ = forward(solution, X, layer, True, 0.25, 1e-4)
    batch_mean, batch_var = moments(X)
    assert near(out, normalised(X, *layer[:2], batch_mean, batch_var, 1e-4))
    assert near(mean, 0.75 * layer[2] + 0.25 * batch_mean)
    assert near(var, 0.75 * layer[3] + 0.25 * batch_var * 6 / 5)


@pytest.mark.points(2, group="correctness")
def test_train_then_infer(solution, rng):
    """What training has collected is what inference needs."""
    gamma, beta, mean, var = layer_of(rng, 2)
    for _ in range(60):
        X = batch(rng, 8, 2)
        _, mean, var, _ = forward(solution, X, (gamma, beta, mean, var), momentum=0.5)
    X, mean, var = batch(rng, 5, 2), mean.copy(), var.copy()
    # The start is forgotten, and each batch counts half of what the next one does.
    out = forward(solution, X, (gamma, beta, mean, var), training=False)[0]
    assert near(out, normalised(X, gamma, beta, mean, var, 1e-5))
    _, again, wider, _ = forward(solution, X, (gamma, beta, mean, var), momentum=0.5)
    batch_mean, batch_var = moments(X)
    assert near(again, (mean + batch_mean) / 2.0)
    assert near(wider, (var + batch_var * 5 / 4) / 2.0)


@pytest.mark.points(2, group="edge cases")
def test_one_row(solution, rng):
    """A single row has variance zero: it comes out as the shift, and its derivative is zero."""
    X, layer = batch(rng, 1, 3), layer_of(rng, 3)
    cache = assert_single_row(solution, X, layer)
    dX, dgamma, dbeta = backward(solution, np.array([[1.0, -2.0, 3.0]]), cache)
    assert np.abs(dX).max() <= TOLERANCE and np.abs(dgamma).max() <= TOLERANCE
    assert near(dbeta, np.array([1.0, -2.0, 3.0]))


def assert_single_row(solution, X, layer):
    out, mean, var, cache = forward(solution, X, layer)
    assert near(out[0], layer[1])
    assert near(mean, 0.9 * layer[2] + 0.1 * X[0])
    assert near(var, 0.9 * layer[3])
    return cache


@pytest.mark.points(1, group="edge cases")
def test_two_rows_or_one_feature(solution, rng):
    """Two rows, or a single feature, keep their shapes and have the right derivatives."""
    for n, d in ((2, 3), (6, 1), (2, 1)):
        assert_derivatives(solution, rng, batch(rng, n, d), layer_of(rng, d), eps=0.3)


@pytest.mark.points(2, group="edge cases")
def test_constant_column(solution, rng):
    """A constant column comes out as its shift, and does not spoil the others."""
    X, layer = batch(rng, 6, 3), layer_of(rng, 3)
    X[:, 1] = rng.integers(1, 9)
    dout = rng.normal(0.0, 1.0, (6, 3))
    out, _, var, cache = forward(solution, X, layer)
    assert near(out, normalised(X, *layer[:2], *moments(X), 1e-5))
    assert near(var[1], 0.9 * layer[3][1])
    dX, dgamma, dbeta = backward(solution, dout, cache)
    expected = derivative(X, layer[0], 1e-5, dout)
    # Column by column: where there is no variance, derivatives are larger by 1 / sqrt(eps).
    assert all(near(dX[:, j], expected[:, j]) for j in range(3))
    assert abs(dgamma[1]) <= TOLERANCE and near(dbeta, dout.sum(axis=0))


@pytest.mark.points(1, group="edge cases")
def test_as_many_rows_as_columns(solution, rng):
    """As many rows as columns are no reason to mix them up."""
    assert_derivatives(solution, rng, batch(rng, 4, 4), layer_of(rng, 4))


@pytest.mark.points(1, group="edge cases")
def test_integers(solution, rng):
    """Integers are numbers like any other, and have outputs between the integers."""
    X, layer = rng.integers(-9, 10, (6, 3)), layer_of(rng, 3)
    # No column is constant.
    X[:2] = [[-3, 4, 1], [5, -2, 0]]
    assert_derivatives(solution, rng, X, layer)
    out = forward(solution, X, layer, training=False)[0]
    assert near(out, normalised(X, *layer, 1e-5))


@pytest.mark.points(1, group="edge cases")
def test_scales_of_any_sign(solution, rng):
    """A scale of zero stops what flows back to the inputs, and its own derivative goes on."""
    X, layer = batch(rng, 6, 3), layer_of(rng, 3)
    layer[0][1] = 0.0
    out, _, _, cache = forward(solution, X, layer)
    assert near(out[:, 1], np.full(6, layer[1][1]))
    dout = rng.normal(0.5, 1.0, (6, 3))
    dX, dgamma, _ = backward(solution, dout, cache)
    assert np.abs(dX[:, 1]).max() <= TOLERANCE
    assert near(dX, derivative(X, layer[0], 1e-5, dout))
    assert near(dgamma, (dout * normalised(X, 1.0, 0.0, *moments(X), 1e-5)).sum(axis=0))


@pytest.mark.points(2, group="edge cases")
def test_caches_of_several_calls(solution, rng):
    """Every cache belongs to its own call, and can be used again."""
    calls = []
    for n in (5, 3, 5):
        X, layer = batch(rng, n, 2), layer_of(rng, 2)
        calls.append((X, layer, forward(solution, X, layer)[3]))
    forward(solution, batch(rng, 5, 2), layer_of(rng, 2), training=False)
    for X, layer, cache in (*calls, calls[0]):
        dout = rng.normal(0.5, 1.0, X.shape)
        assert near(backward(solution, dout, cache)[0], derivative(X, layer[0], 1e-5, dout))


@pytest.mark.points(2, group="edge cases")
def test_arguments_unchanged(solution, rng):
    """A right answer changes neither its inputs nor the running statistics it was given."""
    for training in (True, False):
        X, layer = batch(rng, 5, 3), layer_of(rng, 3)
        out, _, _, cache = forward(solution, X, layer, training=training)
        assert not solution.batch_norm_forward.changed_arguments
        statistics = moments(X) if training else layer[2:]
        assert near(out, normalised(X, *layer[:2], *statistics, 1e-5))
        if training:
            dout = rng.normal(0.5, 1.0, X.shape)
            dX = backward(solution, dout, cache)[0]
            assert not solution.batch_norm_backward.changed_arguments
            assert near(dX, derivative(X, layer[0], 1e-5, dout))


@pytest.mark.points(3, group="numerical stability")
def test_far_from_zero(solution, rng):
    """Columns far from zero lose no digits, forward or backward."""
    for n in (5, 12):
        X, layer = batch(rng, n, 3, offset=1e6), layer_of(rng, 3)
        assert_derivatives(solution, rng, X, layer)


@pytest.mark.points(2, group="numerical stability")
def test_eps(solution, rng):
    """What keeps the root from zero counts exactly as much as the definition says."""
    for eps, spread in ((0.5, 1.0), (1e-5, 3e-3), (2.0, 0.1)):
        X, layer = batch(rng, 6, 3, spread=spread), layer_of(rng, 3)
        assert_derivatives(solution, rng, X, layer, eps=eps)
        out = forward(solution, X, layer, training=False, eps=eps)[0]
        assert near(out, normalised(X, *layer, eps))


@pytest.mark.points(2, group="numerical stability")
def test_narrow_and_wide(solution, rng):
    """Columns that are very narrow or very wide are normalised like any other."""
    for spread, eps in ((1e-6, 1e-14), (1e6, 1e-5)):
        X, layer = batch(rng, 6, 3, spread=spread, offset=spread), layer_of(rng, 3)
        cache = forward(solution, X, layer, eps=eps)[3]
        assert near(
            forward(solution, X, layer, eps=eps)[0], normalised(X, *layer[:2], *moments(X), eps)
        )
        dout = rng.normal(0.5, 1.0, X.shape)
        assert near(backward(solution, dout, cache)[0], derivative(X, layer[0], eps, dout))


@pytest.mark.points(3, group="efficiency")
def test_work(solution, reference, rng):
    """The work does not grow with the square of the number of rows."""
    n, layer = 20000, layer_of(rng, 3)

    def check_out(result, X, *_):
        assert near(numbers(result[0], X.shape), normalised(X, *layer[:2], *moments(X), 1e-5))

    X = batch(rng, n, 3)
    mean, var = moments(X)
    unit = (X - mean) / np.sqrt(var + 1e-5)

    def check_dx(result, dout):
        # What is left of dout when a shift and a stretch of the column are taken out of it.
        expected = dout - dout.mean(axis=0) - unit * (dout * unit).mean(axis=0)
        assert near(numbers(result[0], (n, 3)), layer[0] / np.sqrt(var + 1e-5) * expected)

    ratio = speed_ratio(
        solution.batch_norm_forward,
        reference.batch_norm_forward,
        args=lambda: (batch(rng, n, 3), *layer),
        rounds=3,
        check=check_out,
    )
    assert ratio <= SLOWEST_RATIO
    ratio = speed_ratio(
        Bound(solution.batch_norm_backward, forward(solution, X, layer)[3]),
        Bound(reference.batch_norm_backward, forward(reference, X, layer)[3]),
        args=lambda: (rng.normal(0.5, 1.0, (n, 3)),),
        rounds=3,
        check=check_dx,
    )
    assert ratio <= SLOWEST_RATIO
