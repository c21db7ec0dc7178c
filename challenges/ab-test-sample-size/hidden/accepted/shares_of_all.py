"""Works with the shares of all people that the groups have, and with complements of rates."""

from math import ceil, isfinite, sqrt
from statistics import NormalDist


def sample_sizes(baseline, effect, alpha=0.05, power=0.8, ratio=1.0):
    """Return the people in each group."""
    for value, low, high in ((baseline, 0, 1), (baseline + effect, 0, 1), (alpha, 0, 1)):
        if not low < value < high:
            raise ValueError(f"{value} is not between {low} and {high}")
    if not 0.5 <= power < 1 or not isfinite(ratio) or ratio <= 0 or not effect:
        raise ValueError("power, ratio or effect")
    control = 1 / (1 + ratio)
    treatment = ratio / (1 + ratio)
    yes = (baseline, baseline + effect)
    no = (1 - baseline, 1 - baseline - effect)
    all_yes = control * yes[0] + treatment * yes[1]
    all_no = control * no[0] + treatment * no[1]
    null = sqrt(all_yes * all_no / control / treatment)
    other = sqrt(yes[0] * no[0] / control + yes[1] * no[1] / treatment)
    normal = NormalDist()
    total = ((normal.inv_cdf(alpha / 2) * null - normal.inv_cdf(power) * other) / effect) ** 2
    return [ceil(total * control), ceil(total * treatment)]
