"""Searches for the size at which the power is reached, by doubling and halving."""

import math
from statistics import NormalDist


def sample_sizes(baseline, effect, alpha=0.05, power=0.8, ratio=1.0):
    if any(math.isnan(x) for x in (baseline, effect, alpha, power, ratio)):
        raise ValueError("NaN")
    rates = (baseline, baseline + effect)
    if effect == 0 or min(rates) <= 0 or max(rates) >= 1:
        raise ValueError("rates have to differ, and to be between 0 and 1")
    if alpha <= 0 or alpha >= 1 or power < 0.5 or power >= 1 or ratio <= 0 or math.isinf(ratio):
        raise ValueError("no such test")
    z_alpha, z_power = (abs(NormalDist().inv_cdf(q)) for q in (alpha / 2, power))
    pooled = (rates[0] + ratio * rates[1]) / (1 + ratio)

    def is_enough(n):
        null = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / (ratio * n)))
        other = math.sqrt(rates[0] * (1 - rates[0]) / n + rates[1] * (1 - rates[1]) / (ratio * n))
        return abs(effect) - z_alpha * null >= z_power * other

    high = 1.0
    while not is_enough(high):
        high *= 2
    while is_enough(high):
        high /= 2
    low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return math.ceil(high), math.ceil(high * ratio)
