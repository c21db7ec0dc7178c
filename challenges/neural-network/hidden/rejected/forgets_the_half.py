"""Takes the slope of the whole squared error instead of half of it.

The derivative of (p - y) squared brings a factor of 2 along, which the half in the statement's loss
cancels. Every step is twice as long as it should be.

Caught by: test_no_hidden_layer
"""

from itertools import pairwise

import numpy as np


def with_ones(a):
    return np.hstack([a, np.ones((a.shape[0], 1))])


class NeuralNetwork:
    """A list of matrices `theta`, biases in their last rows."""

    def __init__(self, layers):
        self.theta = []
        for m, k in pairwise(layers):
            self.theta.append(np.random.uniform(-1, 1, size=(m + 1, k)))

    def _inputs_and_output(self, X):
        inputs = [with_ones(X)]
        for theta in self.theta[:-1]:
            inputs.append(with_ones(np.tanh(inputs[-1] @ theta)))
        z = inputs[-1] @ self.theta[-1]
        small = np.exp(-np.abs(z))
        return inputs, np.where(z >= 0, 1 / (1 + small), small / (1 + small))

    def forward(self, X):
        return self._inputs_and_output(X)[1]

    def backward(self, X, y, learning_rate=0.01):
        inputs, p = self._inputs_and_output(X)
        delta = 2 * (p - y) * p * (1 - p)
        gradients = [None] * len(self.theta)
        for i in reversed(range(len(self.theta))):
            gradients[i] = inputs[i].T @ delta / len(X)
            # Nothing flows back into the ones.
            delta = (delta @ self.theta[i].T)[:, :-1] * (1 - inputs[i][:, :-1] ** 2)
        for theta, gradient in zip(self.theta, gradients, strict=True):
            theta -= learning_rate * gradient
        return float(np.mean((p - y) ** 2))
