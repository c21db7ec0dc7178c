"""Sets logits to minus infinity, as libraries do, and takes logarithms of probabilities.

Differs from the reference: filters are masks on logits, the nucleus is found by shifting the mask
of what lies past top_p, and tokens come from inverting the distribution for all draws at once.
"""

import numpy as np


def log_softmax(scores):
    return scores - np.log(np.sum(np.exp(scores)))


def next_token_probabilities(logits, temperature=1.0, top_k=None, top_p=1.0):
    if temperature < 0:
        raise ValueError("temperature")
    if top_k is not None and top_k < 1:
        raise ValueError("top_k")
    if top_p <= 0 or top_p > 1:
        raise ValueError("top_p")
    if temperature == 0:
        return np.eye(len(logits))[np.argmax(logits)]
    with np.errstate(over="ignore"):
        scores = np.subtract(logits, np.max(logits), dtype=np.float64) / temperature
    order = np.argsort(logits[::-1], kind="stable")[::-1]
    order = len(logits) - 1 - order
    if top_k is not None:
        scores[order[top_k:]] = -np.inf
    if top_p < 1:
        past = np.cumsum(np.exp(log_softmax(scores)[order])) >= top_p
        past[1:] = past[:-1].copy()
        past[0] = False
        scores[order[past]] = -np.inf
    return np.exp(log_softmax(scores))


def sample_tokens(logits, n, rng, temperature=1.0, top_k=None, top_p=1.0):
    p = next_token_probabilities(logits, temperature, top_k, top_p)
    places = np.flatnonzero(p)
    sums = np.cumsum(p[places])
    uniform = np.random.default_rng(rng).uniform(0.0, sums[-1], n)
    return places[np.minimum(np.searchsorted(sums, uniform, side="right"), len(places) - 1)]
