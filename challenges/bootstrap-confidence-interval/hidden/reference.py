"""The percentile interval of all resamples at once, in plain NumPy.

Method: B. Efron, "Bootstrap methods: another look at the jackknife" (1979) for the resamples;
B. Efron, "Nonparametric standard errors and confidence intervals" (1981) for the percentiles.
"""

import numpy as np

STATISTICS = {"mean": np.mean, "median": np.median}


def bootstrap_ci(
    data: np.ndarray,
    seed: int,
    statistic: str = "mean",
    n_resamples: int = 2000,
    confidence: float = 0.95,
) -> tuple[float, float]:
    """Compute a percentile bootstrap interval for the mean or the median.

    Args:
        data: (n,) finite numbers, float64, float32 or int64, n >= 1. Must not be changed.
        seed: from 0 to 2^63 - 1; all chance comes from a generator made of it.
        statistic: "mean" or "median".
        n_resamples: how many resamples to draw, at least 1.
        confidence: how much of the estimates lies between the ends, above 0 and below 1.

    Returns:
        low, high: the (1 - confidence) / 2 and (1 + confidence) / 2 quantiles of the estimates,
            interpolated linearly.

    Raises:
        ValueError: data is empty, or one of the last three arguments is not as above.
    """
    if not data.size:
        raise ValueError("without data there is nothing to draw from")
    if statistic not in STATISTICS:
        raise ValueError(f"statistic is {statistic!r}, which is neither mean nor median")
    if n_resamples < 1:
        raise ValueError(f"n_resamples is {n_resamples}, and one is the least")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}, which is not between 0 and 1")
    rng = np.random.default_rng(seed)
    resamples = rng.choice(data.astype(np.float64), (n_resamples, len(data)))
    estimates = STATISTICS[statistic](resamples, axis=1)
    low, high = np.quantile(estimates, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)
