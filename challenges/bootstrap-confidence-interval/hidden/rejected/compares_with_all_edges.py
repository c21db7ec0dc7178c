"""Finds the place of each draw by comparing it with the edges of all places.

Caught by: test_work
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
    edges = np.arange(1, len(data)) / len(data)
    estimates = [
        take(data[(rng.random(len(data))[:, None] > edges).sum(axis=1)]) for _ in range(n_resamples)
    ]
    alpha = 1.0 - confidence
    return tuple(np.quantile(estimates, [alpha / 2, 1 - alpha / 2]))
