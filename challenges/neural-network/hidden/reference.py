"""Back-propagation through tanh layers to a sigmoid output, in plain NumPy.

Method: D. Rumelhart, G. Hinton and R. Williams, "Learning representations by back-propagating
errors" (1986). The start is X. Glorot and Y. Bengio, "Understanding the difficulty of training deep
feedforward neural networks" (2010). The loss is binary cross-entropy, summed over the outputs and
averaged over the rows, so the error at the output's logit is simply prediction minus target.
"""

from itertools import pairwise

import numpy as np


class NeuralNetwork:
    """A fully connected network with a sigmoid output, trained by gradient descent."""

    def __init__(self, layers: list[int]) -> None:
        """Set up weights and biases, with a random start in which units differ.

        Args:
            layers: sizes [inputs, hidden..., outputs], at least two of them, each at least 1.
        """
        self.weights = []
        self.biases = []
        for n_in, n_out in pairwise(layers):
            limit = np.sqrt(6.0 / (n_in + n_out))
            self.weights.append(np.random.uniform(-limit, limit, (n_in, n_out)))
            self.biases.append(np.zeros(n_out))

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Compute the outputs for each row.

        Args:
            X: (n, layers[0]) float64, any finite numbers. Must not be changed.

        Returns:
            (n, layers[-1]) float64, each in [0, 1].
        """
        return self._activations(X)[-1]

    def backward(self, X: np.ndarray, y: np.ndarray, learning_rate: float = 0.01) -> None:
        """Take one step of gradient descent on the mean loss over all rows.

        Args:
            X: (n, layers[0]) float64. Must not be changed.
            y: (n, layers[-1]) float64, each in [0, 1]. Must not be changed.
            learning_rate: size of the step, positive.
        """
        activations = self._activations(X)
        delta = (activations[-1] - y) / len(X)
        steps = []
        for i in range(len(self.weights) - 1, -1, -1):
            steps.append((i, activations[i].T @ delta, delta.sum(axis=0)))
            if i > 0:
                # 1 - a^2 is the derivative of tanh where its value is a.
                delta = (delta @ self.weights[i].T) * (1.0 - activations[i] ** 2)
        # Only now, when no gradient has still to pass through the old weights.
        for i, weight_gradient, bias_gradient in steps:
            self.weights[i] -= learning_rate * weight_gradient
            self.biases[i] -= learning_rate * bias_gradient

    def _activations(self, X: np.ndarray) -> list[np.ndarray]:
        """Inputs, then the values of each layer."""
        activations = [X]
        for weights, biases in zip(self.weights[:-1], self.biases[:-1], strict=True):
            activations.append(np.tanh(activations[-1] @ weights + biases))
        logits = activations[-1] @ self.weights[-1] + self.biases[-1]
        # The sigmoid, written so that nothing can overflow.
        activations.append(0.5 * (1.0 + np.tanh(0.5 * logits)))
        return activations
