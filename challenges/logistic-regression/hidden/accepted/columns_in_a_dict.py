"""Column vectors, parameters in a dict, and a clipped score in the sigmoid.

Differs from the reference: y becomes an (n, 1) column; the sigmoid clips its argument where its
value no longer changes; the history of losses is kept; the gradient is a sum that is divided at the
end.
"""

import numpy as np


class LogisticRegression:
    """Keeps {"w": (d, 1), "b": (1, 1)}."""

    def __init__(self, learning_rate=0.1, epochs=1000, l2=0.0):
        self.lr, self.n_iters, self.lam = learning_rate, epochs, l2
        self.history = []

    def _forward(self, X):
        z = np.dot(X, self.params["w"]) + self.params["b"]
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    def fit(self, X, y):
        m = len(y)
        if m != len(X):
            raise ValueError(f"{len(X)} rows, {m} labels")
        if not np.all((y == 0) | (y == 1)):
            raise ValueError("y must hold 0 and 1")
        column = y.reshape(-1, 1).astype(float)
        self.params = {"w": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
        self.history = []
        for _ in range(self.n_iters):
            difference = self._forward(X) - column
            grads = {
                "w": (np.dot(X.T, difference) + m * self.lam * self.params["w"]) / m,
                "b": np.sum(difference, axis=0, keepdims=True) / m,
            }
            for name, gradient in grads.items():
                self.params[name] = self.params[name] - self.lr * gradient
            self.history.append(self.loss(X, y))

    def predict_proba(self, X):
        return self._forward(X)[:, 0]

    def predict(self, X):
        return np.where(self.predict_proba(X) < 0.5, 0, 1)

    def loss(self, X, y):
        z = (np.dot(X, self.params["w"]) + self.params["b"]).ravel()
        return np.mean(np.where(y == 1, np.logaddexp(0, -z), np.logaddexp(0, z))) + (
            self.lam * np.linalg.norm(self.params["w"]) ** 2 / 2
        )
