"""Sample size for the difference of two proportions, in closed form.

The formula, with a pooled variance in one term and an unpooled one in the other, is in J. Fleiss,
B. Levin and M. Paik, "Statistical Methods for Rates and Proportions" (3rd edition, 2003), ch. 4,
here without the correction for continuity.
"""

import math
from statistics import NormalDist


def sample_sizes(
    baseline: float,
    effect: float,
    alpha: float = 0.05,
    power: float = 0.8,
    ratio: float = 1.0,
) -> tuple[int, int]:
    """Compute how many people a two-sided z-test of two proportions needs.

    Args:
        baseline: rate of the control, strictly between 0 and 1.
        effect: absolute difference to find, negative or positive; baseline + effect is a rate too.
        alpha: level of the two-sided test, strictly between 0 and 1.
        power: probability of finding the effect, at least 0.5 and below 1.
        ratio: people in the treatment for each in the control, positive and finite.

    Returns:
        People in the control and in the treatment, each rounded up.

    Raises:
        ValueError: an argument is outside its limits, or NaN.
    """
    treated = baseline + effect
    # NaN is within no limits, so what is asked is whether all is well.
    if not (0.0 < baseline < 1.0 and 0.0 < treated < 1.0 and effect != 0.0):
        raise ValueError(f"no effect, or rates that are none: {baseline} and {treated}")
    if not (0.0 < alpha < 1.0 and 0.5 <= power < 1.0 and 0.0 < ratio < math.inf):
        raise ValueError(f"no such test: alpha {alpha}, power {power}, ratio {ratio}")
    pooled = (baseline + ratio * treated) / (1.0 + ratio)
    under_none = math.sqrt(pooled * (1.0 - pooled) * (1.0 + 1.0 / ratio))
    under_effect = math.sqrt(baseline * (1.0 - baseline) + treated * (1.0 - treated) / ratio)
    # Near 1 a float cannot hold 1 - alpha / 2; the quantile of the other tail is the same.
    z_alpha = -NormalDist().inv_cdf(alpha / 2.0)
    z_power = NormalDist().inv_cdf(power)
    n = ((z_alpha * under_none + z_power * under_effect) / effect) ** 2
    return math.ceil(n), math.ceil(ratio * n)
