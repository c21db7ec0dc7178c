"""Divides by the temperature before the largest logit is taken away.

Infinity minus infinity is no number.

Caught by: test_huge_logits
"""

import numpy as np


def next_token_probabilities(logits, temperature=1.0, top_k=None, top_p=1.0):
    if temperature < 0 or not 0 < top_p <= 1 or (top_k is not None and top_k < 1):
        raise ValueError("temperature, top_k or top_p is out of range")
    order = np.argsort(-logits, kind="stable")
    probabilities = np.zeros(len(logits))
    if temperature == 0:
        probabilities[order[0]] = 1.0
        return probabilities
    scores = logits / temperature
    scores = scores - scores.max()
    ranked = np.exp(scores[order])
    if top_k is not None:
        ranked = ranked[:top_k]
    ranked = ranked / ranked.sum()
    if top_p < 1:
        before = np.cumsum(ranked) - ranked
        ranked = ranked[before < top_p]
    probabilities[order[: len(ranked)]] = ranked / ranked.sum()
    return probabilities


def sample_tokens(logits, n, rng, temperature=1.0, top_k=None, top_p=1.0):
    rng = np.random.default_rng(rng)
    probabilities = next_token_probabilities(logits, temperature, top_k, top_p)
    return rng.choice(len(logits), size=n, p=probabilities)
