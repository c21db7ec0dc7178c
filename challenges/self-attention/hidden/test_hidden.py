"""Hidden suite for self-attention. README.md is the contract; nothing here is stricter.

The answer is unique, so most tests compare it with the reference. Scores beyond 1e10 make weights
of 0 and 1, unless the two largest of a row are within 15 of each other or within rounding, 1e-15 of
their size. That has a probability of less than 1e-10 for each row, and of 1e-7 for the suite.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Parts of the largest entry of the output. float64 leaves 1e-11 at scores of 10,000, float32 more
# than 1e-7 everywhere.
PRECISE = 1e-8
TOLERANCE = 1e-5
# A loop over sequences, heads and tokens takes up to 5 times as long as the reference. At 320 it is
# some 90 times for attention anew with each token, and as much for a loop over pairs.
SLOWEST_RATIO = 30.0


def checked(result, X):
    """Assert type, shape, kind and finiteness; return float64."""
    assert isinstance(result, (np.ndarray, list, tuple))
    output = None
    with contextlib.suppress(TypeError, ValueError):
        output = np.asarray(result)
    assert output is not None, "ragged, so not an array"
    assert output.dtype.kind == "f" and output.shape == X.shape
    output = output.astype(np.float64)
    assert np.isfinite(output).all()
    return output


def assert_close(output, expected, tolerance=PRECISE):
    assert np.abs(output - expected).max() <= tolerance * np.abs(expected).max()


def assert_same(solution, reference, args, tolerance=PRECISE):
    """The solution's output is the reference's; returned for further questions."""
    output = checked(solution.self_attention(*args), args[0])
    assert_close(output, checked(reference.self_attention(*args), args[0]), tolerance)
    return output


def tokens(rng, *shape):
    return rng.normal(0.0, 1.0, shape)


def weights(rng, d):
    """Four (d, d) arrays with which tokens of size 1 have scores of size 2 or so."""
    return tuple(rng.normal(0.0, 1.5 / np.sqrt(d), (4, d, d)))


def shifted(rng, n, d, size):
    """Tokens and weights whose rows of scores lie around -size to size, and differ by a few."""
    X = tokens(rng, n, d)
    X[:, 0] = 1.0
    W_q, W_k, W_v, W_o = weights(rng, d)
    # Every key has this row in common, and scores with it a number of each query's own.
    W_k[0] = size * rng.choice([-1.0, 1.0], d)
    return X, W_q, W_k, W_v, W_o


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_sequences(solution, reference, rng):
    """Ordinary sequences, alone and in a batch, have the right outputs."""
    for shape, n_heads in (((5, 6), 2), ((7, 6), 3), ((3, 5, 8), 4), ((2, 6, 4), 1)):
        args = (tokens(rng, *shape), *weights(rng, shape[-1]), n_heads)
        assert_same(solution, reference, args)


@pytest.mark.points(3, group="correctness", gate=True)
def test_causal_sequences(solution, reference, rng):
    """With the mask each token attends to itself and those before it."""
    for shape, n_heads in (((6, 4), 2), ((5, 6), 3), ((3, 4, 8), 2)):
        args = (tokens(rng, *shape), *weights(rng, shape[-1]), n_heads, True)
        assert_same(solution, reference, args)


@pytest.mark.points(2, group="correctness")
def test_heads_apart(solution, rng):
    """A head has its own block of neighbouring columns, and nothing to do with the others."""
    X, d, n_heads = tokens(rng, 5, 6), 6, 3
    for head in range(n_heads):
        W = list(weights(rng, d))
        W[3] = np.eye(d)
        before = checked(solution.self_attention(X, *W, n_heads), X)
        block = np.arange(2 * head, 2 * head + 2)
        for changed in range(3):
            W[changed] = W[changed].copy()
            W[changed][:, block] = weights(rng, d)[0][:, block]
            after = checked(solution.self_attention(X, *W, n_heads), X)
            moved = np.abs(after - before).max(axis=0)
            assert moved[block].min() > PRECISE
            assert np.delete(moved, block).max() <= PRECISE
            before = after


@pytest.mark.points(2, group="correctness")
def test_head_widths(solution, reference, rng):
    """Scores are scaled by the width of a head, from one column to all of them."""
    for d, n_heads in ((9, 1), (9, 3), (9, 9), (1, 1), (16, 2), (16, 16)):
        assert_same(solution, reference, (tokens(rng, 6, d), *weights(rng, d), n_heads))


@pytest.mark.points(2, group="correctness")
def test_order_of_tokens(solution, rng):
    """Without a mask, tokens that change places take their outputs along."""
    for n, d, n_heads in ((6, 4, 2), (9, 6, 3)):
        X, W, places = tokens(rng, n, d), weights(rng, d), rng.permutation(n)[::-1]
        output = checked(solution.self_attention(X, *W, n_heads), X)
        by_name = checked(solution.self_attention(X, *W, n_heads=n_heads, causal=False), X)
        moved = checked(solution.self_attention(X[places], *W, n_heads), X)
        assert_close(by_name, output)
        assert_close(moved, output[places])


@pytest.mark.points(2, group="correctness")
def test_sequences_apart(solution, rng):
    """Each sequence of a batch has the output that it has alone."""
    for causal in (False, True):
        X, W = tokens(rng, 4, 3, 6), weights(rng, 6)
        together = checked(solution.self_attention(X, *W, 2, causal=causal), X)
        for sequence, output in zip(X, together, strict=True):
            alone = checked(solution.self_attention(sequence, *W, 2, causal=causal), sequence)
            assert_close(alone, output)


@pytest.mark.points(1, group="edge cases")
def test_one_token(solution, rng):
    """A single token attends to itself alone, masked or not."""
    for shape in ((1, 4), (3, 1, 4), (1, 1, 4)):
        for causal in (False, True):
            X, W = tokens(rng, *shape), weights(rng, 4)
            output = checked(solution.self_attention(X, *W, 2, causal), X)
            assert_close(output, X @ W[2] @ W[3])


@pytest.mark.points(1, group="edge cases")
def test_sizes_that_coincide(solution, reference, rng):
    """Sequences, tokens, heads and columns that are as many as each other are not mixed up."""
    for size in (2, 3):
        for shape in ((size, size, size * size), (size, size * size), (1, size, size * size)):
            for causal in (False, True):
                args = (tokens(rng, *shape), *weights(rng, size * size), size, causal)
                assert_same(solution, reference, args)


@pytest.mark.points(2, group="edge cases")
def test_whole_numbers(solution, reference, rng):
    """Whole numbers, in tokens or weights, give the outputs of the same numbers as floats."""
    X, W = rng.integers(-3, 4, (2, 5, 4)), rng.integers(-2, 3, (4, 4, 4))
    floats = (X.astype(float), *W.astype(float), 2, True)
    expected = checked(reference.self_attention(*floats), floats[0])
    for args in ((X, *W, 2, True), (X, *floats[1:]), (floats[0], *W, 2, True)):
        assert_close(checked(solution.self_attention(*args), X), expected)


@pytest.mark.points(2, group="edge cases")
def test_impossible_heads(solution, reference, rng):
    """A number of heads that cannot be is refused with ValueError, any other is not."""
    X, W = tokens(rng, 4, 6), weights(rng, 6)
    for n_heads in (1, 2, 3, 6):
        assert_same(solution, reference, (X, *W, n_heads))
    for n_heads in (0, -1, -3, 4, 5, 7, 12):
        with pytest.raises(ValueError):
            solution.self_attention(X, *W, n_heads)


@pytest.mark.points(1, group="edge cases")
def test_arrays_unchanged(solution, reference, rng):
    """A right answer leaves tokens and weights as they were."""
    for shape in ((5, 4), (2, 5, 4)):
        for causal in (False, True):
            args = (tokens(rng, *shape), *weights(rng, 4), 2, causal)
            assert_same(solution, reference, args)
            assert not solution.self_attention.changed_arguments


@pytest.mark.points(2, group="numerical stability")
def test_shifted_scores(solution, reference, rng):
    """Scores in the thousands, above zero or below, are as good as any."""
    for size in (300.0, 2000.0):
        for causal in (False, True):
            args = (*shifted(rng, 8, 4, size), 2, causal)
            assert_same(solution, reference, args)


@pytest.mark.points(2, group="numerical stability")
def test_unlike_rows(solution, reference, rng):
    """Tokens of very different size do not spoil each other."""
    for sizes in ((1.0, 40.0, 1e3), (1e3, 1e-3, 1.0)):
        X = np.array(sizes)[:, None] * rng.choice([-1.0, 1.0], (3, 4)) * rng.uniform(1.0, 2.0, 4)
        X = np.stack((X, X[::-1]))
        W = weights(rng, 4)
        for causal in (False, True):
            output = assert_same(solution, reference, (X, *W, 2, causal), TOLERANCE)
            # The outputs of small tokens may be small as well, and are compared by themselves.
            expected = checked(reference.self_attention(X, *W, 2, causal), X)
            for found, right in zip(output.reshape(6, 4), expected.reshape(6, 4), strict=True):
                assert_close(found, right, TOLERANCE)


@pytest.mark.points(2, group="numerical stability")
def test_huge_scores(solution, reference, rng):
    """Scores far beyond what exp can take give weights of 0 and 1."""
    for size in (1e5, 1e8, 1e12):
        X, (W_q, *W) = tokens(rng, 2, 6, 6), weights(rng, 6)
        assert_same(solution, reference, (X, size * W_q, *W, 3), TOLERANCE)


@pytest.mark.points(3, group="numerical stability")
def test_future(solution, rng):
    """What comes later changes nothing for the tokens before it."""
    for size in (1.0, 30.0, 1e3, 1e6):
        X, W = tokens(rng, 3, 7, 6), weights(rng, 6)
        other = np.concatenate((X[:, :3], size * tokens(rng, 3, 4, 6)), axis=1)
        before = checked(solution.self_attention(X[:, :3], *W, 2, causal=True), X[:, :3])
        for sequences in (X, other):
            output = checked(solution.self_attention(sequences, *W, 2, causal=True), sequences)
            assert_close(output[:, :3], before)


@pytest.mark.points(2, group="numerical stability")
def test_huge_scores_in_the_future(solution, reference, rng):
    """The mask is stronger than any score."""
    for size in (1e8, 1e12, 1e18):
        X, (W_q, *W) = tokens(rng, 2, 6, 6), weights(rng, 6)
        args = (X, size * W_q, *W, 3, True)
        output = assert_same(solution, reference, args, TOLERANCE)
        assert_close(output[:, 0], X[:, 0] @ W[1] @ W[2], TOLERANCE)


@pytest.mark.points(1, group="numerical stability")
def test_large_whole_numbers(solution, reference, rng):
    """Products of large whole numbers do not run over."""
    for causal in (False, True):
        X, W = rng.integers(-(10**5), 10**5, (6, 6)), rng.integers(-(10**5), 10**5, (4, 6, 6))
        args = (X.astype(float), *W.astype(float), 2, causal)
        expected = checked(reference.self_attention(*args), X)
        assert_close(checked(solution.self_attention(X, *W, 2, causal), X), expected, TOLERANCE)


@pytest.mark.points(3, group="efficiency")
def test_long_sequences(solution, reference, rng):
    """The work grows with the square of the number of tokens, done for whole rows at once."""

    def ratio(n):
        return speed_ratio(
            solution.self_attention,
            reference.self_attention,
            args=lambda: (tokens(rng, n, 16), *weights(rng, 16), 2, True),
            rounds=3,
            check=check,
        )

    def check(result, *args):
        assert_close(checked(result, args[0]), checked(reference.self_attention(*args), args[0]))

    long = ratio(320)
    assert long <= SLOWEST_RATIO
    # Four times the tokens: what grows with the third power falls behind by another four times.
    assert long <= 3.0 * max(ratio(80), 4.0)
