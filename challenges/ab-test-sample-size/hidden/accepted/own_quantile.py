"""Finds the quantiles itself, by bisection on the complementary error function."""

import math


def upper(tail):
    """The z that has this much of the normal distribution above it; at most one half."""
    low, high = 0.0, 40.0
    for _ in range(70):
        middle = 0.5 * (low + high)
        if 0.5 * math.erfc(middle / math.sqrt(2.0)) > tail:
            low = middle
        else:
            high = middle
    return high


def sample_sizes(baseline, effect, alpha=0.05, power=0.8, ratio=1.0):
    p1, p2 = baseline, baseline + effect
    fine = 0 < p1 < 1 and 0 < p2 < 1 and effect != 0 and 0 < alpha < 1
    if not (fine and 0.5 <= power < 1 and 0 < ratio < float("inf")):
        raise ValueError("an argument is outside its limits")
    mixed = (p1 + ratio * p2) / (1 + ratio)
    first = upper(alpha / 2) * (mixed * (1 - mixed) * (1 + ratio) / ratio) ** 0.5
    second = upper(1 - power) * (p1 * (1 - p1) + p2 * (1 - p2) / ratio) ** 0.5
    n = (first + second) ** 2 / effect / effect
    return math.ceil(n), math.ceil(ratio * n)
