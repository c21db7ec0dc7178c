"""Public tests for nucleus sampling: a first check of the contract in README.md."""

import numpy as np
import pytest

EXAMPLE = np.log([1.0, 8.0, 4.0, 2.0, 1.0])


def probabilities(solution, logits, **how):
    """Call the solution; assert shape and kind."""
    result = np.asarray(solution.next_token_probabilities(logits, **how))
    assert result.shape == logits.shape, "one probability for each logit"
    assert result.dtype.kind == "f", "probabilities are floats"
    assert np.isfinite(result).all()
    return result


def tokens(solution, logits, n, rng, **how):
    """Call the solution; assert shape and kind."""
    result = np.asarray(solution.sample_tokens(logits, n, rng, **how))
    assert result.shape == (n,), "as many tokens as asked for"
    assert result.dtype.kind in "iu", "tokens are whole numbers"
    assert result.min() >= 0
    assert result.max() < len(logits)
    return result


@pytest.mark.points(1, group="correctness")
def test_example_temperature(solution):
    """The softmax of the statement's example, and its temperature, are right."""
    assert np.allclose(probabilities(solution, EXAMPLE), np.array([1, 8, 4, 2, 1]) / 16)
    cool = probabilities(solution, EXAMPLE, temperature=0.5)
    assert np.allclose(cool, np.array([1, 64, 16, 4, 1]) / 86)


@pytest.mark.points(1, group="correctness")
def test_example_one_filter(solution):
    """Top-k alone and top-p alone are right in the statement's example."""
    assert np.allclose(probabilities(solution, EXAMPLE, top_k=4), np.array([1, 8, 4, 2, 0]) / 15)
    assert np.allclose(probabilities(solution, EXAMPLE, top_p=0.7), np.array([0, 8, 4, 0, 0]) / 12)


@pytest.mark.points(1, group="correctness")
def test_example_two_filters(solution):
    """Top-k and top-p together are right in the statement's example."""
    both = probabilities(solution, EXAMPLE, top_k=2, top_p=0.6)
    assert np.allclose(both, [0, 1, 0, 0, 0])


@pytest.mark.points(1, group="correctness")
def test_half_of_the_draws(solution, rng):
    """The example's most probable token is about half of many draws."""
    many = tokens(solution, EXAMPLE, 4000, int(rng.integers(1 << 40)))
    # Twelve standard deviations to either side.
    assert 1620 < np.count_nonzero(many == 1) < 2380


@pytest.mark.points(1, group="edge cases")
def test_zero_temperature(solution):
    """A temperature of zero takes the first of the largest logits."""
    logits = np.array([0.5, 2.0, 2.0])
    assert np.allclose(probabilities(solution, logits, temperature=0.0), [0, 1, 0])
    assert (tokens(solution, logits, 10, 3, temperature=0.0) == 1).all()


@pytest.mark.points(1, group="edge cases")
def test_bad_arguments(solution):
    """A negative temperature, and a top_k or top_p of zero, raise ValueError."""
    for how in ({"temperature": -1.0}, {"top_k": 0}, {"top_p": 0.0}):
        with pytest.raises(ValueError):
            solution.next_token_probabilities(EXAMPLE, **how)
        with pytest.raises(ValueError):
            solution.sample_tokens(EXAMPLE, 2, 3, **how)


@pytest.mark.points(1, group="edge cases")
def test_same_seed_same_tokens(solution):
    """The same seed draws the same tokens."""
    first = tokens(solution, EXAMPLE, 20, 11)
    assert (tokens(solution, EXAMPLE, 20, 11) == first).all()


@pytest.mark.points(1, group="numerical stability")
def test_logits_of_ten_thousand(solution):
    """Large logits are no trouble."""
    assert np.allclose(probabilities(solution, EXAMPLE + 1e4), np.array([1, 8, 4, 2, 1]) / 16)


@pytest.mark.points(1, group="efficiency")
def test_real_vocabulary(solution, rng):
    """Some hundred tokens of a vocabulary of many thousands end well before the time limit."""
    logits = rng.normal(size=20_000)
    tokens(solution, logits, 200, 5, top_k=5_000, top_p=0.9)
