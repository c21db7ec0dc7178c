"""The schoolbook's difference: the sum of squares, less n times the squared mean.

Caught by: test_large_offset, test_merge_at_offset, test_constant_streams
"""

import math


class RunningVariance:
    """Moments of the numbers seen so far."""

    def __init__(self):
        self.count = 0
        self.total = 0.0
        self.squares = 0.0

    def update(self, x):
        x = float(x)
        self.count += 1
        self.total += x
        self.squares += x * x

    def extend(self, values):
        for x in values:
            self.update(x)

    def merge(self, other):
        self.count, self.total, self.squares = (
            self.count + other.count,
            self.total + other.total,
            self.squares + other.squares,
        )

    def mean(self):
        return self.total / self.count if self.count else math.nan

    def variance(self, ddof=1):
        if self.count <= ddof:
            return math.nan
        squares = self.squares - self.total * self.total / self.count
        return max(0.0, squares / (self.count - ddof))
