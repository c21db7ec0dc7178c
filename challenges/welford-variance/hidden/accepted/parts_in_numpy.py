"""Each part gets its moments from NumPy in two passes, and is merged like another accumulator."""

import math

import numpy as np


class RunningVariance:
    """Moments of the numbers seen so far."""

    def __init__(self):
        self.count = 0
        self.m = 0.0
        self.m2 = 0.0

    def update(self, x):
        self._add(1, float(x), 0.0)

    def extend(self, values):
        values = np.asarray(values, dtype=np.float64)
        if values.size:
            centre = values.mean()
            centre += (values - centre).mean()
            self._add(values.size, centre, ((values - centre) ** 2).sum())

    def merge(self, other):
        self._add(other.count, other.m, other.m2)

    def _add(self, n, mean, squares):
        if n:
            total = self.count + n
            step = mean - self.m
            self.m2 += squares + step * step * (self.count / total * n)
            self.m += step * (n / total)
            self.count = total

    def mean(self):
        return float(self.m) if self.count else math.nan

    def variance(self, ddof=1):
        return float(self.m2 / (self.count - ddof)) if self.count > ddof else math.nan
