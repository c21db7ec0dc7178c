"""Logistic regression. README.md is the statement; try `heldout check logistic-regression`."""

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
        raise NotImplementedError("write LogisticRegression.__init__ here")

    def fit(self, X: np.ndarray, y: np.ndarray) -> None:
        """Fit weights and bias anew, starting from zeros.

        Args:
            X: (n, d) finite numbers, int64, float32 or float64. Must not be changed.
            y: (n,) labels 0 and 1, int64, uint8 or float64. Must not be changed.

        Raises:
            ValueError: X and y differ in length, or a label is neither 0 nor 1.
        """
        raise NotImplementedError("write LogisticRegression.fit here")

    def predict_proba(self, X: np.ndarray) -> np.ndarray:
        """Compute the probability of class 1 for each row.

        Args:
            X: (n, d) finite numbers. Must not be changed.

        Returns:
            (n,) float64, each in [0, 1].
        """
        raise NotImplementedError("write LogisticRegression.predict_proba here")

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Decide for a class: 1 where its probability is at least 0.5, else 0.

        Args:
            X: (n, d) finite numbers. Must not be changed.

        Returns:
            (n,) integers, each 0 or 1.
        """
        raise NotImplementedError("write LogisticRegression.predict here")

    def loss(self, X: np.ndarray, y: np.ndarray) -> float:
        """Compute the mean cross-entropy of the rows, plus the penalty.

        Args:
            X: (n, d) finite numbers. Must not be changed.
            y: (n,) labels 0 and 1. Must not be changed.

        Returns:
            The loss, a finite number.
        """
        raise NotImplementedError("write LogisticRegression.loss here")
