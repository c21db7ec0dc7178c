"""Running mean and variance, one number after the other.

The update is B. P. Welford's, "Note on a method for calculating corrected sums of squares and
products" (1962). The merge is that of T. Chan, G. Golub and R. LeVeque, "Updating formulae and a
pairwise algorithm for computing sample variances" (1979).
"""

import math

import numpy as np


class RunningVariance:
    """Mean and variance of the numbers seen so far, in constant memory."""

    def __init__(self) -> None:
        """Start with no numbers."""
        self.n = 0
        self.centre = 0.0
        self.squares = 0.0

    def update(self, x: float) -> None:
        """Take one more number: int, float, or a NumPy scalar."""
        self.n += 1
        distance = float(x) - self.centre
        self.centre += distance / self.n
        self.squares += distance * (float(x) - self.centre)

    def extend(self, values: list | np.ndarray) -> None:
        """Take more numbers, in a list or in an array of shape (m,). Must not change them."""
        for x in values:
            self.update(x)

    def merge(self, other: "RunningVariance") -> None:
        """Take all numbers that another accumulator has seen, which stays as it was."""
        if other.n:
            n = self.n + other.n
            distance = other.centre - self.centre
            self.squares += other.squares + distance * distance * (self.n / n) * other.n
            self.centre += distance * (other.n / n)
            self.n = n

    def mean(self) -> float:
        """Return the mean, NaN if there are no numbers."""
        return self.centre if self.n else math.nan

    def variance(self, ddof: int = 1) -> float:
        """Return the sum of squared distances over n - ddof; NaN unless that is positive."""
        return self.squares / (self.n - ddof) if self.n > ddof else math.nan
