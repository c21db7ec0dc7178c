"""Lets NumPy say what it does not like.

Caught by: test_refused_arguments
"""

import numpy as np


def bootstrap_ci(data, seed, statistic="mean", n_resamples=2000, confidence=0.95):
    rng = np.random.default_rng(seed)
    data = np.asarray(data, dtype=np.float64)
    take = np.mean if statistic == "mean" else np.median
    estimates = take(rng.choice(data, (n_resamples, len(data))), axis=1)
    alpha = 1.0 - confidence
    return tuple(np.quantile(estimates, [alpha / 2, 1 - alpha / 2]))
