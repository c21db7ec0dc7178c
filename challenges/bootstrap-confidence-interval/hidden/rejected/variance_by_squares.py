"""Takes the variance as a difference of squares, and a normal quantile.

Caught by: test_far_from_zero, test_skewed_data
"""

from statistics import NormalDist

import numpy as np


def bootstrap_ci(data, seed, statistic="mean", n_resamples=2000, confidence=0.95):
    if len(data) == 0 or n_resamples < 1 or not 0.0 < confidence < 1.0:
        raise ValueError("no data, no resamples, or a confidence out of range")
    if statistic not in ("mean", "median"):
        raise ValueError(statistic)
    rng = np.random.default_rng(seed)
    data = np.asarray(data, dtype=np.float64)
    take = np.mean if statistic == "mean" else np.median
    estimates = np.array([take(rng.choice(data, len(data))) for _ in range(n_resamples)])
    centre = estimates.mean()
    spread = np.sqrt(max((estimates**2).mean() - centre**2, 0.0))
    half = NormalDist().inv_cdf(0.5 + confidence / 2) * spread
    return float(centre - half), float(centre + half)
