"""Holds the reference to SciPy's softmax, head by head, and to exact sums over single numbers."""

import math

import numpy as np
from scipy.special import softmax


def drawn(rng, *shape):
    """Tokens of this shape, and four arrays of weights for them."""
    d = shape[-1]
    return rng.normal(size=shape), rng.normal(size=(4, d, d))


def test_scipy(solution, rng):
    """SciPy's softmax of each head's scores, minus infinity above the diagonal, gives the same."""
    for n_heads in (1, 2, 3, 6):
        for causal in (False, True):
            X, (W_q, W_k, W_v, W_o) = drawn(rng, 7, 6)
            width, heads = 6 // n_heads, []
            for first in range(0, 6, width):
                q, k, v = (X @ W[:, first : first + width] for W in (W_q, W_k, W_v))
                scores = q @ k.T / width**0.5
                if causal:
                    scores[np.triu_indices(7, 1)] = -np.inf
                heads.append(softmax(scores, axis=1) @ v)
            output = solution.self_attention(X, W_q, W_k, W_v, W_o, n_heads, causal)
            assert np.allclose(output, np.hstack(heads) @ W_o, rtol=1e-11, atol=1e-12)


def test_single_numbers(solution, rng):
    """The formula, written out number by number with exact sums, gives the same."""
    X, W = drawn(rng, 2, 4, 4)
    for n_heads in (1, 2, 4):
        for causal in (False, True):
            output = solution.self_attention(X, *W, n_heads, causal)
            for b in range(2):
                by_hand = written_out(X[b].tolist(), W.tolist(), n_heads, causal)
                assert np.allclose(output[b], by_hand, rtol=1e-11, atol=1e-12)


def written_out(x, W, n_heads, causal):
    n, d = len(x), len(x[0])
    width = d // n_heads
    q, k, v = (product(x, each) for each in W[:3])
    mixed = [[0.0] * d for _ in range(n)]
    for i in range(n):
        seen = range(i + 1 if causal else n)
        for h in range(n_heads):
            own = range(h * width, h * width + width)
            powers = [
                math.exp(math.fsum(q[i][c] * k[j][c] for c in own) / width**0.5) for j in seen
            ]
            for c in own:
                mixed[i][c] = math.fsum(powers[j] * v[j][c] for j in seen) / math.fsum(powers)
    return product(mixed, W[3])


def product(a, b):
    """Matrix product of nested lists, each entry summed exactly."""
    inner = range(len(b))
    return [[math.fsum(row[i] * b[i][j] for i in inner) for j in range(len(b[0]))] for row in a]
