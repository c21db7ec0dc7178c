"""Asks for what is wrong, which NaN never is.

Caught by: test_refused_rates, test_refused_tests
"""

import math
from statistics import NormalDist


def sample_sizes(baseline, effect, alpha=0.05, power=0.8, ratio=1.0):
    p2 = baseline + effect
    if baseline <= 0 or baseline >= 1 or p2 <= 0 or p2 >= 1 or effect == 0:
        raise ValueError("rates")
    if alpha <= 0 or alpha >= 1 or power < 0.5 or power >= 1 or ratio <= 0 or ratio == math.inf:
        raise ValueError("test")
    if any(math.isnan(x) for x in (baseline, effect, alpha, power, ratio)):
        return 0, 0
    z_alpha = -NormalDist().inv_cdf(alpha / 2)
    z_power = NormalDist().inv_cdf(power)
    p = (baseline + ratio * p2) / (1 + ratio)
    v0 = p * (1 - p) * (1 + 1 / ratio)
    v1 = baseline * (1 - baseline) + p2 * (1 - p2) / ratio
    n = ((z_alpha * math.sqrt(v0) + z_power * math.sqrt(v1)) / (effect)) ** 2
    return math.ceil(n), math.ceil(ratio * n)
