"""Sums of the distances from the first number and of their squares, without rounding."""

import math
from fractions import Fraction


class RunningVariance:
    """Moments of the numbers seen so far."""

    def __init__(self):
        self.count = 0
        self.origin = Fraction(0)
        self.total = Fraction(0)
        self.total_squares = Fraction(0)

    def update(self, x):
        self.extend([x])

    def extend(self, values):
        numbers = [float(x) for x in values]
        if not numbers:
            return
        if not self.count:
            self.origin = Fraction(numbers[0])
        origin = float(self.origin)
        distances = [x - origin for x in numbers]
        self.count += len(numbers)
        self.total += Fraction(math.fsum(distances))
        self.total_squares += Fraction(math.fsum(d * d for d in distances))

    def merge(self, other):
        count, shift = other.count, other.origin - self.origin
        if not count:
            return
        if not self.count:
            self.origin, shift = other.origin, Fraction(0)
        total, squares = other.total, other.total_squares
        self.count += count
        self.total_squares += squares + 2 * shift * total + count * shift**2
        self.total += total + count * shift

    def mean(self):
        if not self.count:
            return math.nan
        return float(self.origin + self.total / self.count)

    def variance(self, ddof=1):
        if self.count <= ddof:
            return math.nan
        squares = self.total_squares - self.total**2 / self.count
        return max(0.0, float(squares / (self.count - ddof)))
