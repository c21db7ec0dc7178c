"""Goes over the keys in chunks and never holds all scores of a head.

Differs from the reference: the softmax is carried along, as a running maximum, a running sum and a
running result that are rescaled whenever the maximum rises, and heads come from np.split.
"""

import numpy as np

CHUNK = 40


def one_head(q, k, v, causal):
    n = len(q)
    top = np.full((n, 1), np.finfo(float).min)
    total = np.zeros((n, 1))
    result = np.zeros_like(v)
    for start in range(0, n, CHUNK):
        some = slice(start, start + CHUNK)
        scores = q @ k[some].T / np.sqrt(k.shape[1])
        if causal:
            later = np.arange(n)[some][None, :] > np.arange(n)[:, None]
            scores[later] = -np.inf
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        shrink = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * shrink + powers.sum(axis=1, keepdims=True)
        result = result * shrink + powers @ v[some]
        top = new_top
    return result / total


def self_attention(X, W_q, W_k, W_v, W_o, n_heads, causal=False):
    if n_heads < 1:
        raise ValueError("at least one head")
    if X.ndim == 3:
        return np.stack([self_attention(x, W_q, W_k, W_v, W_o, n_heads, causal) for x in X])
    X = np.asarray(X, dtype=np.float64)
    # np.split refuses parts of unequal width with ValueError.
    parts = (np.split(X @ W, n_heads, axis=1) for W in (W_q, W_k, W_v))
    heads = [one_head(q, k, v, causal) for q, k, v in zip(*parts, strict=True)]
    return np.concatenate(heads, axis=1) @ W_o
