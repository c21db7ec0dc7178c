"""Gradient descent. README.md is the statement; check it with `heldout check gradient-descent`."""

import numpy as np


def gradient_descent(
    X: np.ndarray, y: np.ndarray, learning_rate: float = 0.01, epochs: int = 1000
) -> np.ndarray:
    """Fit a linear regression with full-batch gradient descent from zeros.

    Args:
        X: (m, d) array of finite numbers, int64 or float64, used as given. Must not be changed.
        y: (m,) array of finite numbers, int64 or float64. Must not be changed.
        learning_rate: length of a step as a multiple of the gradient, positive.
        epochs: number of updates, at least 0; exactly so many are made.

    Returns:
        theta: (d,) float64.

    Raises:
        ValueError: X and y differ in length.
    """
    raise NotImplementedError("write gradient_descent here")
