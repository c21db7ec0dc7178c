"""random.choices and the statistics module, with quantiles by hand."""

import math
import random
from statistics import fmean, median


def bootstrap_ci(data, seed, statistic="mean", n_resamples=2000, confidence=0.95):
    if statistic not in ("mean", "median"):
        raise ValueError("unknown statistic")
    if n_resamples <= 0:
        raise ValueError("at least one resample is needed")
    if not (confidence > 0 and confidence < 1):
        raise ValueError("confidence is a share")
    values = [float(value) for value in data]
    if not values:
        raise ValueError("data is empty")
    draw = random.Random(seed)
    take = fmean if statistic == "mean" else median
    estimates = sorted(take(draw.choices(values, k=len(values))) for _ in range(n_resamples))

    def quantile(q):
        place = q * (n_resamples - 1)
        left = math.floor(place)
        right = min(left + 1, n_resamples - 1)
        part = place - left
        return estimates[left] * (1.0 - part) + estimates[right] * part

    return [quantile((1 - confidence) / 2), quantile((1 + confidence) / 2)]
