"""Computes in float32, out of habit.

Seven digits are enough for most data, and not for these.

Caught by: test_loss, test_kinds_of_numbers, test_large_scores, test_saturated_fit,
test_badly_scaled_features, test_tiny_features
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
        X = X.astype(np.float32)
        n, d = X.shape
        self.w = np.zeros(d, dtype=np.float32)
        self.b = 0.0
        for _ in range(self.epochs):
            p = sigmoid(X @ self.w + self.b)
            dw = X.T @ (p - y) / n + self.l2 * self.w
            db = np.mean(p - y)
            self.w -= np.float32(self.learning_rate) * dw.astype(np.float32)
            self.b = np.float32(self.b - self.learning_rate * db)

    def predict_proba(self, X):
        return sigmoid(X @ self.w + self.b)

    def predict(self, X):
        return (self.predict_proba(X) >= 0.5).astype(int)

    def loss(self, X, y):
        z = X @ self.w + self.b
        return np.mean(np.logaddexp(0, z) - y * z) + self.l2 / 2 * np.sum(self.w**2)
