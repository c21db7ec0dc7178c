"""Full-batch gradient descent for least squares, in plain NumPy.

Method: A.-L. Cauchy's steepest descent (1847) with a constant step, on the mean of squared errors;
the gradient of 1/(2m) ||X theta - y||^2 is X^T (X theta - y) / m.
"""

import numpy as np


def gradient_descent(
    X: np.ndarray, y: np.ndarray, learning_rate: float = 0.01, epochs: int = 1000
) -> np.ndarray:
    """Take `epochs` steps down the mean squared error, from zeros.

    Args:
        X: (m, d) finite numbers, int or float; left as it is.
        y: (m,) finite numbers, int or float; left as it is.
        learning_rate: positive step, as a multiple of the gradient.
        epochs: number of updates, at least 0.

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
