"""Lists, loops and a bisection for each token.

Differs from the reference: Python's own sort and exp, sums by fsum, one uniform number at a time.
It shows how slow a sound answer may be.
"""

import bisect
import itertools
import math

import numpy as np


def next_token_probabilities(logits, temperature=1.0, top_k=None, top_p=1.0):
    if temperature < 0 or top_p <= 0 or top_p > 1 or (top_k is not None and top_k <= 0):
        raise ValueError("temperature, top_k or top_p is out of range")
    values = [float(each) for each in logits]
    order = sorted(range(len(values)), key=lambda i: (-values[i], i))
    probabilities = [0.0] * len(values)
    if temperature == 0:
        probabilities[order[0]] = 1.0
        return probabilities
    best = values[order[0]]
    kept = []
    for i in order[:top_k]:
        kept.append((i, math.exp((values[i] - best) / temperature)))
    total = math.fsum(power for _, power in kept)
    if top_p != 1:
        so_far = 0.0
        nucleus = []
        for i, power in kept:
            nucleus.append((i, power))
            so_far += power / total
            if so_far >= top_p:
                break
        kept = nucleus
        total = math.fsum(power for _, power in kept)
    for i, power in kept:
        probabilities[i] = power / total
    return probabilities


def sample_tokens(logits, n, rng, temperature=1.0, top_k=None, top_p=1.0):
    probabilities = next_token_probabilities(logits, temperature, top_k, top_p)
    rng = np.random.default_rng(rng)
    sums = list(itertools.accumulate(probabilities))
    return [bisect.bisect_right(sums, rng.random() * sums[-1]) for _ in range(n)]
