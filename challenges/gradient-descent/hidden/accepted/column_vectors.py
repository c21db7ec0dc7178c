"""Column vectors throughout, with a cost history that is thrown away.

Differs from the reference: y becomes an (m, 1) column and theta a (d, 1) column, flattened at the
end; the cost of each epoch is computed and kept; 1/m is multiplied in first.
"""

import numpy as np


def cost(X, y, theta):
    return float(np.sum((X.dot(theta) - y) ** 2)) / (2 * len(X))


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    m, d = X.shape
    if y.shape[0] != m:
        raise ValueError("X and y must have the same number of rows")
    y = y.reshape(m, 1)
    theta = np.zeros((d, 1))
    history = []
    for _ in range(epochs):
        predictions = np.dot(X, theta)
        gradient = (1 / m) * np.dot(X.T, predictions - y)
        theta = theta - learning_rate * gradient
        history.append(cost(X, y, theta))
    return theta.flatten()
