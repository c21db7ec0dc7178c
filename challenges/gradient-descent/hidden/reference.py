"""Full-batch gradient descent for least squares, in plain NumPy.

Method: A.-L. Cauchy's steepest descent (1847) with a constant step, on the mean of squared errors;
the gradient of 1/(2m) ||X theta - y||^2 is X^T (X theta - y) / m.
"""

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
    if len(X) != len(y):
        raise ValueError(f"X has {len(X)} rows but y has {len(y)} values")
    m, d = X.shape
    theta = np.zeros(d)
    for _ in range(epochs):
        errors = X @ theta - y
        gradient = X.T @ errors / m
        theta -= learning_rate * gradient
    return theta
