"""Adds up the gradients row by row, with sigmoid units throughout.

Differs from the reference: a Python loop over the rows, columns as vectors, a standard normal start
with random biases, and a naive sigmoid that may warn of overflow. It shows how slow a sound answer
may be.
"""

from itertools import pairwise

import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class NeuralNetwork:
    """One row at a time, one step for all."""

    def __init__(self, layers):
        self.n_layers = len(layers)
        self.biases = [np.random.randn(size, 1) for size in layers[1:]]
        self.weights = [np.random.randn(n_out, n_in) for n_in, n_out in pairwise(layers)]

    def feed(self, x):
        values = [x.reshape(-1, 1)]
        for w, b in zip(self.weights, self.biases, strict=True):
            values.append(sigmoid(w @ values[-1] + b))
        return values

    def forward(self, X):
        return np.array([self.feed(x)[-1].ravel() for x in X])

    def backward(self, X, y, learning_rate=0.01):
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        for x, target in zip(X, y, strict=True):
            values = self.feed(x)
            delta = values[-1] - target.reshape(-1, 1)
            for back in range(1, self.n_layers):
                nabla_w[-back] += delta @ values[-back - 1].T
                nabla_b[-back] += delta
                below = values[-back - 1]
                delta = (self.weights[-back].T @ delta) * below * (1 - below)
        rate = learning_rate / len(X)
        for i in range(self.n_layers - 1):
            self.weights[i] = self.weights[i] - rate * nabla_w[i]
            self.biases[i] = self.biases[i] - rate * nabla_b[i]
