"""Keeps all numbers, and goes over them whenever it is asked.

Caught by: test_work_of_a_question
"""

import math
import statistics


class RunningVariance:
    """Moments of the numbers seen so far."""

    def __init__(self):
        self.numbers = []

    def update(self, x):
        self.numbers.append(float(x))

    def extend(self, values):
        for x in values:
            self.update(x)

    def merge(self, other):
        self.numbers.extend(list(other.numbers))

    def mean(self):
        return statistics.fmean(self.numbers) if self.numbers else math.nan

    def variance(self, ddof=1):
        if len(self.numbers) <= ddof:
            return math.nan
        mean = math.fsum(self.numbers) / len(self.numbers)
        return math.fsum((x - mean) ** 2 for x in self.numbers) / (len(self.numbers) - ddof)
