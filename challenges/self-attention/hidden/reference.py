"""Multi-head scaled dot-product self-attention, in plain NumPy.

Method: A. Vaswani and others, "Attention is all you need" (2017), section 3.2, without biases and
dropout. The softmax takes each row's largest score away first, so that no exponential overflows.
"""

import numpy as np


def self_attention(
    X: np.ndarray,
    W_q: np.ndarray,
    W_k: np.ndarray,
    W_v: np.ndarray,
    W_o: np.ndarray,
    n_heads: int,
    causal: bool = False,
) -> np.ndarray:
    """Let each token of a sequence attend to all of them, or to itself and those before it.

    Args:
        X: (n, d) or (batch, n, d), finite, int64 or float64. Must not be changed.
        W_q, W_k, W_v, W_o: (d, d), finite, int64 or float64; they stand on the right of what they
            multiply, and are not transposed. Must not be changed.
        n_heads: number of blocks of neighbouring columns; divides d.
        causal: whether later tokens have a weight of exactly 0.

    Returns:
        output: shape of X, float64.

    Raises:
        ValueError: n_heads is below 1 or does not divide d.
    """
    n, d = X.shape[-2:]
    if n_heads < 1 or d % n_heads:
        raise ValueError(f"n_heads must divide the {d} columns of X, and {n_heads} does not")
    tokens = X.astype(np.float64)
    queries, keys, values = (_heads(tokens @ W, n_heads) for W in (W_q, W_k, W_v))
    scores = queries @ keys.swapaxes(-1, -2) / np.sqrt(queries.shape[-1])
    if causal:
        scores = np.where(np.tri(n), scores, -np.inf)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = powers / powers.sum(axis=-1, keepdims=True) @ values
    return mixed.swapaxes(-2, -3).reshape(X.shape) @ W_o


def _heads(projected: np.ndarray, n_heads: int) -> np.ndarray:
    """(..., n, d) -> (..., n_heads, n, d / n_heads), blocks of neighbouring columns."""
    return np.stack(np.split(projected, n_heads, axis=-1), axis=-3)
