"""Keeps the variance itself rather than a sum, and updates it by the share of the new number."""

import math


class RunningVariance:
    """Moments of the numbers seen so far."""

    def __init__(self):
        self.count = 0
        self.m = 0.0
        self.v = 0.0

    def update(self, x):
        self._mix(1, float(x), 0.0)

    def extend(self, values):
        for x in values:
            self.update(x)

    def merge(self, other):
        self._mix(other.count, other.m, other.v)

    def _mix(self, n, mean, variance):
        total = self.count + n
        if not n:
            return
        share = n / total
        distance = mean - self.m
        self.v = (1 - share) * self.v + share * variance + share * (1 - share) * distance**2
        self.m += share * distance
        self.count = total

    def mean(self):
        return self.m if self.count > 0 else math.nan

    def variance(self, ddof=1):
        if self.count <= ddof:
            return math.nan
        return self.v * (self.count / (self.count - ddof))
