"""Draws how often each token comes, and shuffles.

Differs from the reference: counts from one multinomial and a random order have the same
distribution as draws one after the other; ranks come from lexsort, and a token is in the nucleus
if those before it do not reach top_p.
"""

import numpy as np


def next_token_probabilities(logits, temperature=1.0, top_k=None, top_p=1.0):
    if not (temperature >= 0 and 0 < top_p <= 1) or (top_k or 1) < 1 or top_k == 0:
        raise ValueError("out of range")
    V = logits.size
    order = np.lexsort((np.arange(V), -logits))
    best = logits[order[0]]
    if temperature == 0:
        return (np.arange(V) == order[0]).astype(float)
    with np.errstate(all="ignore"):
        p = np.exp((logits - best) / temperature)
    rank = np.empty(V, dtype=int)
    rank[order] = np.arange(V)
    p = np.where(rank < (V if top_k is None else top_k), p, 0.0)
    p /= p.sum()
    if top_p < 1:
        ranked = p[order]
        before = np.concatenate(([0.0], ranked.cumsum()[:-1]))
        p[order[before >= top_p]] = 0.0
        p /= p.sum()
    return p


def sample_tokens(logits, n, rng, temperature=1.0, top_k=None, top_p=1.0):
    rng = np.random.default_rng(rng)
    counts = rng.multinomial(n, next_token_probabilities(logits, temperature, top_k, top_p))
    return rng.permutation(np.repeat(np.arange(logits.size), counts))
