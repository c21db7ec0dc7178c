"""X^T X and X^T y are formed once; an epoch then works on d numbers only.

Differs from the reference: the errors of the rows are never computed, and the loop ends when an
update changes no bit of theta, which nobody can tell from going on.
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    X, y = X.astype(float), y.astype(float)
    m = X.shape[0]
    if y.shape != (m,):
        raise ValueError("one target for each row")
    curvature = X.T @ X / m
    pull = X.T @ y / m
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        moved = theta - learning_rate * (curvature @ theta - pull)
        if np.array_equal(moved, theta):
            break
        theta = moved
    return theta
