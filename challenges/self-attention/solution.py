"""Self-attention. README.md is the statement; `heldout check self-attention` runs the tests."""

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
    raise NotImplementedError("write self_attention here")
