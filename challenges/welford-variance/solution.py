"""Running mean and variance. `heldout check welford-variance` runs the tests of README.md."""

import numpy as np


class RunningVariance:
    """Mean and variance of the numbers seen so far, in constant memory."""

    def __init__(self) -> None:
        """Start with no numbers."""
        raise NotImplementedError("write __init__ here")

    def update(self, x: float) -> None:
        """Take one more number: int, float, or a NumPy scalar."""
        raise NotImplementedError("write update here")

    def extend(self, values: list | np.ndarray) -> None:
        """Take more numbers, in a list or in an array of shape (m,). Must not change them."""
        raise NotImplementedError("write extend here")

    def merge(self, other: "RunningVariance") -> None:
        """Take all numbers that another accumulator has seen, which stays as it was."""
        raise NotImplementedError("write merge here")

    def mean(self) -> float:
        """Return the mean, NaN if there are no numbers."""
        raise NotImplementedError("write mean here")

    def variance(self, ddof: int = 1) -> float:
        """Return the sum of squared distances over n - ddof; NaN unless that is positive."""
        raise NotImplementedError("write variance here")
