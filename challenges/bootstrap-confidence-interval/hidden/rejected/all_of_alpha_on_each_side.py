"""Cuts all that is not confidence off on each side.

Caught by: test_mean, test_confidence, test_few_resamples
"""

import numpy as np


def bootstrap_ci(data, seed, statistic="mean", n_resamples=2000, confidence=0.95):
    if len(data) == 0 or n_resamples < 1 or not 0.0 < confidence < 1.0:
        raise ValueError("no data, no resamples, or a confidence out of range")
    if statistic not in ("mean", "median"):
        raise ValueError(statistic)
    rng = np.random.default_rng(seed)
    data = np.asarray(data, dtype=np.float64)
    take = np.mean if statistic == "mean" else np.median
    estimates = take(rng.choice(data, (n_resamples, len(data))), axis=1)
    alpha = 1.0 - confidence
    return tuple(np.quantile(estimates, [min(alpha, 0.5), max(1 - alpha, 0.5)]))
