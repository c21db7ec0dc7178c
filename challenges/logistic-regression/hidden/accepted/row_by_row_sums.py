"""Adds the gradient up row by row, then takes one step.

Differs from the reference: a Python loop over rows with NumPy inside, the sigmoid by a mask, the
penalty as a factor by which the weights shrink, and a while loop.
"""

import numpy as np


def expit(z):
    z = np.asarray(z, dtype=float)
    p = np.empty_like(z)
    up = z > 0
    p[up] = 1 / (1 + np.exp(-z[up]))
    p[~up] = np.exp(z[~up]) / (1 + np.exp(z[~up]))
    return p


class LogisticRegression:
    """Shrinks the weights before it moves them."""

    def __init__(self, learning_rate=0.1, epochs=1000, l2=0.0):
        self.settings = (learning_rate, epochs, l2)

    def fit(self, X, y):
        rate, epochs, l2 = self.settings
        if X.shape[:1] != y.shape:
            raise ValueError("one label for each row")
        if any(label != 0 and label != 1 for label in y):
            raise ValueError("two classes, 0 and 1")
        self.coef, self.intercept = np.zeros(X.shape[1]), 0.0
        while epochs > 0:
            p = self.predict_proba(X)
            direction, lift = np.zeros_like(self.coef), 0.0
            for row, label, chance in zip(X, y, p, strict=True):
                direction += (label - chance) * row
                lift += label - chance
            self.coef = (1.0 - rate * l2) * self.coef + rate * direction / len(X)
            self.intercept += rate * lift / len(X)
            epochs -= 1

    def predict_proba(self, X):
        return expit(X.dot(self.coef) + self.intercept)

    def predict(self, X):
        return 1 - (self.predict_proba(X) < 0.5).astype(np.int32)

    def loss(self, X, y):
        z = X.dot(self.coef) + self.intercept
        # log(1 + e^z) - y z, with the larger part taken out first.
        losses = np.maximum(z, 0.0) - z * y + np.log1p(np.exp(-np.abs(z)))
        return np.float64(losses.mean() + 0.5 * self.settings[2] * np.dot(self.coef, self.coef))
