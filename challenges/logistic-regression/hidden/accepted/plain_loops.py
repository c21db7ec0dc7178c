"""Plain Python loops over rows and features, with lists as results.

Differs from the reference: no NumPy in the work, and the sigmoid in two branches. It is here to
show how slow a sound answer may be.
"""

import math


def sigmoid(z):
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    e = math.exp(z)
    return e / (1.0 + e)


class LogisticRegression:
    """Weights are a list."""

    def __init__(self, learning_rate=0.1, epochs=1000, l2=0.0):
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.l2 = l2

    def fit(self, X, y):
        if len(X) != len(y):
            raise ValueError("X and y differ in length")
        for label in y:
            if label not in (0, 1):
                raise ValueError("labels must be 0 or 1")
        n, d = X.shape
        self.w = [0.0] * d
        self.b = 0.0
        for _ in range(self.epochs):
            dw = [0.0] * d
            db = 0.0
            for i in range(n):
                error = sigmoid(self._score(X[i])) - float(y[i])
                for j in range(d):
                    dw[j] += error * float(X[i][j])
                db += error
            for j in range(d):
                self.w[j] -= self.learning_rate * (dw[j] / n + self.l2 * self.w[j])
            self.b -= self.learning_rate * db / n

    def _score(self, row):
        total = self.b
        for j in range(len(row)):
            total += self.w[j] * float(row[j])
        return total

    def predict_proba(self, X):
        return [sigmoid(self._score(row)) for row in X]

    def predict(self, X):
        return [1 if p >= 0.5 else 0 for p in self.predict_proba(X)]

    def loss(self, X, y):
        total = 0.0
        for row, label in zip(X, y, strict=True):
            z = self._score(row)
            wrong = z if label == 0 else -z
            total += max(wrong, 0.0) + math.log1p(math.exp(-abs(z)))
        return total / len(X) + 0.5 * self.l2 * sum(w * w for w in self.w)
