"""Public tests for self-attention: a first check of the contract in README.md."""

import numpy as np
import pytest

EXAMPLE_X = np.array([[0.0, 1.0], [1.0, 1.0]])
EXAMPLE_W = (np.array([[np.log(3.0), 0.0], [0.0, 0.0]]), np.eye(2), 4.0 * np.eye(2), np.eye(2))


def right_shape(output, X):
    """Assert type, shape and kind; return float64."""
    assert isinstance(output, (np.ndarray, list, tuple)), "return output, and nothing else"
    array = np.asarray(output)
    assert array.shape == X.shape, "the output has the shape of X"
    assert array.dtype.kind == "f", "the output is made of floats"
    assert np.isfinite(array).all()
    return array.astype(np.float64)


def drawn(rng, *shape):
    """Tokens of this shape, and four arrays of weights for them."""
    d = shape[-1]
    return rng.normal(size=shape), rng.normal(size=(4, d, d)) / np.sqrt(d)


@pytest.mark.points(1, group="correctness")
def test_example_without_mask(solution):
    """The example of the statement is right without a mask."""
    output = solution.self_attention(EXAMPLE_X, *EXAMPLE_W, n_heads=2)
    assert np.allclose(right_shape(output, EXAMPLE_X), [[2.0, 4.0], [3.0, 4.0]])


@pytest.mark.points(1, group="correctness")
def test_example_with_mask(solution):
    """The example of the statement is right with the mask."""
    output = solution.self_attention(EXAMPLE_X, *EXAMPLE_W, n_heads=2, causal=True)
    assert np.allclose(right_shape(output, EXAMPLE_X), [[0.0, 4.0], [3.0, 4.0]])


@pytest.mark.points(1, group="correctness")
def test_example_with_one_head(solution):
    """With one head of two columns the scores of the example are divided by the root of two."""
    output = right_shape(solution.self_attention(EXAMPLE_X, *EXAMPLE_W, n_heads=1), EXAMPLE_X)
    odds = 3.0 ** np.sqrt(0.5)
    assert np.allclose(output, [[2.0, 4.0], [4.0 * odds / (1.0 + odds), 4.0]])


@pytest.mark.points(1, group="correctness")
def test_no_queries(solution, rng):
    """Queries of zero give every token the mean of the values, times the output's weights."""
    X, (_, W_k, W_v, W_o) = drawn(rng, 2, 5, 6)
    output = solution.self_attention(X, np.zeros((6, 6)), W_k, W_v, W_o, 3)
    mean = (X @ W_v).mean(axis=1, keepdims=True) @ W_o
    assert np.allclose(right_shape(output, X), np.broadcast_to(mean, X.shape))


@pytest.mark.points(1, group="correctness")
def test_first_token_with_mask(solution, rng):
    """With the mask the first token attends to itself alone."""
    X, W = drawn(rng, 6, 4)
    output = right_shape(solution.self_attention(X, *W, 2, causal=True), X)
    assert np.allclose(output[0], X[0] @ W[2] @ W[3])


@pytest.mark.points(1, group="edge cases")
def test_heads_are_checked(solution, rng):
    """A number of heads that does not divide the columns raises ValueError."""
    X, W = drawn(rng, 3, 4)
    right_shape(solution.self_attention(X, *W, 2), X)
    for n_heads in (0, 3):
        with pytest.raises(ValueError):
            solution.self_attention(X, *W, n_heads)


@pytest.mark.points(1, group="edge cases")
def test_inputs_stay_as_they_were(solution, rng):
    """Neither tokens nor weights are changed by the call."""
    X, W = drawn(rng, 3, 4)
    right_shape(solution.self_attention(X, *W, 2), X)
    assert not solution.self_attention.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_scores_of_a_thousand(solution, rng):
    """Scores around a thousand give neither infinity nor NaN."""
    X, (W_q, *W) = drawn(rng, 5, 4)
    for causal in (False, True):
        right_shape(solution.self_attention(X, 1e3 * W_q, *W, 2, causal), X)


@pytest.mark.points(1, group="efficiency")
def test_longer_sequence(solution, rng):
    """A few hundred tokens end well before the time limit."""
    X, W = drawn(rng, 200, 8)
    right_shape(solution.self_attention(X, *W, 2), X)
