"""Cuts the columns with array_split, which takes any number of heads.

Caught by: test_impossible_heads
"""

import numpy as np


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def self_attention(X, W_q, W_k, W_v, W_o, n_heads, causal=False):
    n, d = X.shape[-2:]
    X = X.astype(float)

    heads = []
    for columns in np.array_split(np.arange(d), n_heads):
        q, k, v = (X @ W[:, columns] for W in (W_q, W_k, W_v))
        scores = q @ k.swapaxes(-1, -2) / np.sqrt(max(len(columns), 1))
        if causal:
            scores = np.where(np.tril(np.ones((n, n))) == 1, scores, -np.inf)
        heads.append(softmax(scores) @ v)
    return np.concatenate(heads, axis=-1) @ W_o
