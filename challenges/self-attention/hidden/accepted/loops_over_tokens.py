"""One token at a time, in every head of every sequence.

Differs from the reference: Python loops with NumPy vectors inside, a causal token looks at a slice
instead of a mask, and weights come from the logarithm of their sum. It shows how slow a sound
answer may be.
"""

import math

import numpy as np


def attend(query, keys, values):
    scores = keys.dot(query) / math.sqrt(len(query))
    top = scores.max()
    log_total = top + np.log(np.sum(np.exp(scores - top)))
    return np.exp(scores - log_total).dot(values)


def one_sequence(x, W_q, W_k, W_v, n_heads, causal):
    n, d = x.shape
    width = d // n_heads
    q, k, v = x @ W_q, x @ W_k, x @ W_v
    result = np.empty((n, d))
    for h in range(n_heads):
        own = slice(h * width, (h + 1) * width)
        for i in range(n):
            seen = i + 1 if causal else n
            result[i, own] = attend(q[i, own], k[:seen, own], v[:seen, own])
    return result


def self_attention(X, W_q, W_k, W_v, W_o, n_heads, causal=False):
    if n_heads <= 0 or X.shape[-1] % n_heads != 0:
        raise ValueError("n_heads must divide d")
    X, W_q, W_k, W_v = (each.astype(float) for each in (X, W_q, W_k, W_v))
    if X.ndim == 2:
        return one_sequence(X, W_q, W_k, W_v, n_heads, causal) @ W_o
    return np.array([one_sequence(x, W_q, W_k, W_v, n_heads, causal) @ W_o for x in X])
