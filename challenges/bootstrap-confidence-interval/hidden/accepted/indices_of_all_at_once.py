"""A matrix of random places, and uniform numbers from another bit generator."""

import numpy as np


def bootstrap_ci(data, seed, statistic="mean", n_resamples=2000, confidence=0.95):
    if len(data) == 0 or n_resamples < 1 or not 0.0 < confidence < 1.0:
        raise ValueError("no data, no resamples, or a confidence out of range")
    if statistic not in ("mean", "median"):
        raise ValueError(statistic)
    rng = np.random.Generator(np.random.Philox(seed))
    n = data.shape[0]
    places = np.minimum((rng.random((n_resamples, n)) * n).astype(np.int64), n - 1)
    drawn = data.astype(float)[places]
    center = data.astype(float).min()
    if statistic == "mean":
        estimates = (drawn / n - center / n).sum(axis=1) + center
    else:
        drawn.sort(axis=1)
        estimates = drawn[:, [(n - 1) // 2, n // 2]].mean(axis=1)
    low, high = np.quantile(estimates, (0.5 - confidence / 2, 0.5 + confidence / 2))
    return float(low), float(high)
