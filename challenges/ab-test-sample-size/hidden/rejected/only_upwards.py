"""Takes a negative effect for a mistake.

Caught by: test_decreases
"""

import math
from statistics import NormalDist


def sample_sizes(baseline, effect, alpha=0.05, power=0.8, ratio=1.0):
    p2 = baseline + effect
    if not (0 < baseline < 1 and 0 < p2 < 1) or effect <= 0:
        raise ValueError("rates")
    if not (0 < alpha < 1 and 0.5 <= power < 1 and 0 < ratio < math.inf):
        raise ValueError("test")
    z_alpha = -NormalDist().inv_cdf(alpha / 2)
    z_power = NormalDist().inv_cdf(power)
    p = (baseline + ratio * p2) / (1 + ratio)
    v0 = p * (1 - p) * (1 + 1 / ratio)
    v1 = baseline * (1 - baseline) + p2 * (1 - p2) / ratio
    n = ((z_alpha * math.sqrt(v0) + z_power * math.sqrt(v1)) / (effect)) ** 2
    return math.ceil(n), math.ceil(ratio * n)
