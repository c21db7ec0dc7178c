"""Rows become columns, and all parameters live in one dict.

Differs from the reference: sigmoid units, a start of 0.01 times a normal, W and b by name, no
layer's values kept between calls.
"""

import numpy as np


def sigmoid(Z):
    return 0.5 * (1 + np.tanh(Z / 2))


class NeuralNetwork:
    """Parameters W1, b1, W2, b2 and so on."""

    def __init__(self, layers):
        rng = np.random.RandomState()
        self.depth = len(layers) - 1
        self.parameters = {}
        for i in range(1, self.depth + 1):
            self.parameters[f"W{i}"] = rng.randn(layers[i], layers[i - 1]) * 0.01
            self.parameters[f"b{i}"] = np.zeros((layers[i], 1))

    def _propagate(self, X):
        cache = {"A0": X.T}
        for i in range(1, self.depth + 1):
            W, b = self.parameters[f"W{i}"], self.parameters[f"b{i}"]
            cache[f"A{i}"] = sigmoid(np.matmul(W, cache[f"A{i - 1}"]) + b)
        return cache

    def forward(self, X):
        return self._propagate(X)[f"A{self.depth}"].T

    def backward(self, X, y, learning_rate=0.01):
        cache = self._propagate(X)
        m = X.shape[0]
        gradients = {}
        dZ = cache[f"A{self.depth}"] - y.T
        for i in range(self.depth, 0, -1):
            below = cache[f"A{i - 1}"]
            gradients[f"W{i}"] = np.matmul(dZ, below.T) / m
            gradients[f"b{i}"] = np.sum(dZ, axis=1, keepdims=True) / m
            dZ = np.matmul(self.parameters[f"W{i}"].T, dZ) * below * (1 - below)
        for name, gradient in gradients.items():
            self.parameters[name] = self.parameters[name] - learning_rate * gradient
        return gradients
