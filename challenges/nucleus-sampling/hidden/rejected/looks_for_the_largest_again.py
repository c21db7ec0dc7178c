"""Searches the vocabulary for the largest of the rest until the nucleus is complete.

Caught by: test_filters_of_large_vocabularies
"""

import numpy as np


def next_token_probabilities(logits, temperature=1.0, top_k=None, top_p=1.0):
    if temperature < 0 or not 0 < top_p <= 1 or (top_k is not None and top_k < 1):
        raise ValueError("temperature, top_k or top_p is out of range")
    probabilities = np.zeros(len(logits))
    if temperature == 0:
        probabilities[logits.argmax()] = 1.0
        return probabilities
    scores = (logits - logits.max()) / temperature
    powers, left = np.exp(scores), np.array(logits, dtype=float)
    if top_k is not None and top_k < len(logits):
        powers[np.argsort(-logits, kind="stable")[top_k:]] = 0.0
    powers /= powers.sum()
    if top_p == 1:
        return powers
    total = 0.0
    while total < top_p:
        best = left.argmax()
        probabilities[best] = powers[best]
        total += powers[best]
        left[best] = -np.inf
    return probabilities / probabilities.sum()


def sample_tokens(logits, n, rng, temperature=1.0, top_k=None, top_p=1.0):
    rng = np.random.default_rng(rng)
    probabilities = next_token_probabilities(logits, temperature, top_k, top_p)
    return rng.choice(len(logits), size=n, p=probabilities)
