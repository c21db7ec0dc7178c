"""Logistic regression by full-batch gradient descent, in plain NumPy.

Method: D. R. Cox, "The regression analysis of binary sequences" (1958), maximised by steps
of a constant rate. logaddexp keeps log(1 + e^z) right for scores of any size.
"""

import numpy as np


class LogisticRegression:
    """Logistic regression for two classes, fitted by full-batch gradient descent from zeros."""

    def __init__(self, learning_rate: float = 0.1, epochs: int = 1000, l2: float = 0.0) -> None:
        """Keep the settings.

        Args:
            learning_rate: length of a step as a multiple of the gradient, positive.
            epochs: number of steps, at least 0; exactly so many are made.
            l2: strength of the penalty l2/2 * ||w||^2, at least 0; the bias is not penalised.
        """
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.l2 = l2

    def fit(self, X: np.ndarray, y: np.ndarray) -> None:
        """Fit weights and bias anew, starting from zeros.

        Args:
            X: (n, d) finite numbers, int64, float32 or float64. Must not be changed.
            y: (n,) labels 0 and 1, int64, uint8 or float64. Must not be changed.

        Raises:
            ValueError: X and y differ in length, or a label is neither 0 nor 1.
        """
        if len(X) != len(y):
            raise ValueError(f"X has {len(X)} rows but y has {len(y)} labels")
        if not np.isin(y, (0, 1)).all():
            raise ValueError("labels are 0 and 1")
        n, d = X.shape
        self.weights, self.bias = np.zeros(d), 0.0
        for _ in range(self.epochs):
            errors = self.predict_proba(X) - y
            gradient = X.T @ errors / n + self.l2 * self.weights
            self.weights -= self.learning_rate * gradient
            self.bias -= self.learning_rate * errors.mean()

    def predict_proba(self, X: np.ndarray) -> np.ndarray:
        """Compute the probability of class 1 for each row.

        Args:
            X: (n, d) finite numbers. Must not be changed.

        Returns:
            (n,) float64, each in [0, 1].
        """
        # The sigmoid, written so that nothing can overflow.
        return 0.5 * (1.0 + np.tanh(0.5 * self._scores(X)))

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Decide for a class: 1 where its probability is at least 0.5, else 0.

        Args:
            X: (n, d) finite numbers. Must not be changed.

        Returns:
            (n,) integers, each 0 or 1.
        """
        return np.where(self.predict_proba(X) >= 0.5, 1, 0)

    def loss(self, X: np.ndarray, y: np.ndarray) -> float:
        """Compute the mean cross-entropy of the rows, plus the penalty.

        Args:
            X: (n, d) finite numbers. Must not be changed.
            y: (n,) labels 0 and 1. Must not be changed.

        Returns:
            The loss, a finite number.
        """
        scores = self._scores(X)
        cross_entropy = (np.logaddexp(0.0, scores) - y * scores).mean()
        return float(cross_entropy + 0.5 * self.l2 * self.weights @ self.weights)

    def _scores(self, X: np.ndarray) -> np.ndarray:
        return X @ self.weights + self.bias
