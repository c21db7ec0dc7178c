"""Collects the heads in an array of the kind of X, where whole numbers lose their fractions.

Caught by: test_whole_numbers
"""

import numpy as np


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def self_attention(X, W_q, W_k, W_v, W_o, n_heads, causal=False):
    n, d = X.shape[-2:]
    if n_heads < 1 or d % n_heads != 0:
        raise ValueError("n_heads must divide d")
    width = d // n_heads

    def split(projected):
        return projected.reshape(X.shape[:-1] + (n_heads, width)).swapaxes(-2, -3)

    q, k, v = split(X @ W_q), split(X @ W_k), split(X @ W_v)
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(width)
    if causal:
        scores = np.where(np.tril(np.ones((n, n))) == 1, scores, -np.inf)
    heads = softmax(scores) @ v
    collected = np.zeros_like(X)
    collected[...] = heads.swapaxes(-2, -3).reshape(X.shape)
    return (collected @ W_o).astype(float)
