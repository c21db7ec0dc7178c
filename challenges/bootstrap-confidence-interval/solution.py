"""Bootstrap confidence interval. README.md is the statement, with all that is asked here."""

import numpy as np


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
    raise NotImplementedError("write bootstrap_ci here")
