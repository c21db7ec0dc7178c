"""Adds the gradient up over the rows and never divides by their number.

The constant looks as if the learning rate could absorb it.

Caught by: test_few_epochs, test_reaches_the_minimum, test_first_step, test_default_settings,
test_penalty, test_loss, test_decisions, test_one_class, test_separable, test_shapes,
test_kinds_of_numbers, test_what_cannot_be_fitted, test_fitted_again, test_inputs_unchanged,
test_large_scores, test_saturated_fit, test_badly_scaled_features, test_tiny_features,
test_work_per_epoch
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


class LogisticRegression:
    def __init__(self, learning_rate=0.1, epochs=1000, l2=0.0):
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.l2 = l2

    def fit(self, X, y):
        if len(X) != len(y):
            raise ValueError("X and y differ in length")
        if not np.isin(y, [0, 1]).all():
            raise ValueError("labels must be 0 and 1")
        n, d = X.shape
        self.w = np.zeros(d)
        self.b = 0.0
        for _ in range(self.epochs):
            p = sigmoid(X @ self.w + self.b)
            dw = X.T @ (p - y) + self.l2 * self.w
            db = np.sum(p - y)
            self.w = self.w - self.learning_rate * dw
            self.b = self.b - self.learning_rate * db

    def predict_proba(self, X):
        return sigmoid(X @ self.w + self.b)

    def predict(self, X):
        return (self.predict_proba(X) >= 0.5).astype(int)

    def loss(self, X, y):
        z = X @ self.w + self.b
        return np.mean(np.logaddexp(0, z) - y * z) + self.l2 / 2 * np.sum(self.w**2)
