"""One theta for weights and bias, with a column of ones, and signs instead of labels.

Differs from the reference: the bias is the first entry of theta and left out of the penalty by a
mask; the loss of a row is log(1 + e^-s) with s the score in the right direction.
"""

import numpy as np


class LogisticRegression:
    """Everything in one vector."""

    def __init__(self, learning_rate=0.1, epochs=1000, l2=0.0):
        self.eta, self.rounds, self.strength = learning_rate, epochs, l2

    @staticmethod
    def _with_ones(X):
        return np.column_stack((np.ones(X.shape[0]), X)).astype(np.float64)

    def fit(self, X, y):
        if X.shape[0] != y.shape[0] or set(np.unique(y)) - {0, 1}:
            raise ValueError("bad labels")
        A = self._with_ones(X)
        signs = np.where(y > 0, 1.0, -1.0)
        self.theta = np.zeros(A.shape[1])
        penalised = np.r_[0.0, np.ones(X.shape[1])]
        for _ in range(self.rounds):
            margins = signs * (A @ self.theta)
            pull = signs / (1.0 + np.exp(np.minimum(margins, 700.0)))
            step = A.T @ pull / len(A) - self.strength * penalised * self.theta
            self.theta = self.theta + self.eta * step
        return self

    def predict_proba(self, X):
        with np.errstate(over="ignore"):
            return 1.0 / (1.0 + np.exp(-(self._with_ones(X) @ self.theta)))

    def predict(self, X):
        return (self._with_ones(X) @ self.theta >= 0.0).astype(int)

    def loss(self, X, y):
        margins = np.where(y > 0, 1.0, -1.0) * (self._with_ones(X) @ self.theta)
        losses = np.maximum(-margins, 0.0) + np.log1p(np.exp(-np.abs(margins)))
        return losses.mean() + self.strength / 2 * (self.theta[1:] ** 2).sum()
