"""Forgets what the distance of the two means adds.

Caught by: test_merge, test_many_merges, test_merge_at_offset, test_any_size
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
        self.m = (self.m * self.count + other.m * other.count) / count
        self.m2 += other.m2
        self.count = count

    def mean(self):
        return self.m if self.count > 0 else math.nan

    def variance(self, ddof=1):
        if self.count - ddof <= 0:
            return math.nan
        return self.m2 / (self.count - ddof)
