"""Keeps all numbers, and takes the moments of all of them anew after each part.

Caught by: test_work_of_a_part
"""

import math


class RunningVariance:
    """Moments of the numbers seen so far."""

    def __init__(self):
        self.numbers = []
        self.count = 0
        self.m = self.m2 = 0.0

    def update(self, x):
        self.extend([x])

    def extend(self, values):
        self.numbers.extend(float(x) for x in values)
        self._renew()

    def merge(self, other):
        self.numbers.extend(list(other.numbers))
        self._renew()

    def _renew(self):
        self.count = len(self.numbers)
        if self.count:
            self.m = math.fsum(self.numbers) / self.count
            self.m2 = math.fsum((x - self.m) ** 2 for x in self.numbers)

    def mean(self):
        return self.m if self.count > 0 else math.nan

    def variance(self, ddof=1):
        if self.count - ddof <= 0:
            return math.nan
        return self.m2 / (self.count - ddof)
