"""Adds one person after the other until the power is reached.

Caught by: test_work
"""

import math
from statistics import NormalDist


def sample_sizes(baseline, effect, alpha=0.05, power=0.8, ratio=1.0):
    p2 = baseline + effect
    if not (0 < baseline < 1 and 0 < p2 < 1) or effect == 0:
        raise ValueError("rates")
    if not (0 < alpha < 1 and 0.5 <= power < 1 and 0 < ratio < math.inf):
        raise ValueError("test")
    p = (baseline + ratio * p2) / (1 + ratio)
    v0 = p * (1 - p) * (1 + 1 / ratio)
    v1 = baseline * (1 - baseline) + p2 * (1 - p2) / ratio
    z_alpha, z_power = -NormalDist().inv_cdf(alpha / 2), NormalDist().inv_cdf(power)
    needed = z_alpha * math.sqrt(v0) + z_power * math.sqrt(v1)

    def count(share):
        people = 1
        while abs(effect) * math.sqrt(people / share) < needed:
            people += 1
        return people

    return count(1), count(ratio)
