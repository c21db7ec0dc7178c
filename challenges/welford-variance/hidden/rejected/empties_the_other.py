"""Moves the other's numbers here, and leaves it empty.

Caught by: test_apart, test_merge_with_itself
"""

import math


class RunningVariance:
    """Moments of the numbers seen so far."""

    def __init__(self):
        self.count = 0
        self.m = 0.0
        self.m2 = 0.0

    def update(self, x):
        x = float(x)
        self.count += 1
        delta = x - self.m
        self.m += delta / self.count
        self.m2 += delta * (x - self.m)

    def extend(self, values):
        for x in values:
            self.update(x)

    def merge(self, other):
        if other.count == 0:
            return
        count = self.count + other.count
        delta = other.m - self.m
        self.m2 += other.m2 + delta * delta * (self.count * other.count / count)
        self.m += delta * other.count / count
        self.count = count
        other.__init__()

    def mean(self):
        return self.m if self.count > 0 else math.nan

    def variance(self, ddof=1):
        if self.count - ddof <= 0:
            return math.nan
        return self.m2 / (self.count - ddof)
