"""Draws how often each value comes, multinomially, and sorts once for the medians."""

import numpy as np


def bootstrap_ci(data, seed, statistic="mean", n_resamples=2000, confidence=0.95):
    if len(data) == 0 or n_resamples < 1 or not 0.0 < confidence < 1.0:
        raise ValueError("no data, no resamples, or a confidence out of range")
    if statistic not in ("mean", "median"):
        raise ValueError(statistic)
    rng = np.random.default_rng(seed)
    values = np.sort(np.array(data, dtype=float))
    n = len(values)
    low_place, high_place = (n - 1) // 2, n // 2
    estimates = np.empty(n_resamples)
    for i in range(n_resamples):
        counts = rng.multinomial(n, np.full(n, 1.0 / n))
        if statistic == "mean":
            estimates[i] = (counts / n) @ values
        else:
            sums = np.cumsum(counts)
            places = np.searchsorted(sums, [low_place, high_place], side="right")
            estimates[i] = values[places[0]] / 2 + values[places[1]] / 2
    percents = 50.0 * (1.0 - confidence), 50.0 * (1.0 + confidence)
    return np.percentile(estimates, percents)
