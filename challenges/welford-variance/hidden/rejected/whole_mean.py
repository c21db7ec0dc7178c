"""Divides whole numbers by whole numbers with //, to have the mean of integers an integer.

Caught by: test_integers
"""

import math


class RunningVariance:
    """Moments of the numbers seen so far."""

    def __init__(self):
        self.count = 0
        self.m = 0.0
        self.m2 = 0.0

    def update(self, x):
        self.count += 1
        delta = x - self.m
        if isinstance(x, (int, float)) and x == int(x):
            self.m += delta // self.count
        else:
            self.m += float(delta) / self.count
        self.m2 += float(delta) * float(x - self.m)

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

    def mean(self):
        return self.m if self.count > 0 else math.nan

    def variance(self, ddof=1):
        if self.count - ddof <= 0:
            return math.nan
        return self.m2 / (self.count - ddof)
