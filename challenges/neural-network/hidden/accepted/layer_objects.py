"""Each layer is an object with its own forward and backward.

Differs from the reference: leaky ReLU, a small normal start, cross-entropy with clipped
probabilities in its denominators, and layers that update themselves once they have passed the
error on.
"""

from itertools import pairwise

import numpy as np


class Linear:
    """Weights and biases."""

    def __init__(self, n_in, n_out):
        self.W = 0.1 * np.random.standard_normal((n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, gradient, rate):
        passed_on = gradient @ self.W.T
        self.W -= rate * self.x.T @ gradient
        self.b -= rate * gradient.sum(axis=0)
        return passed_on


class LeakyReLU:
    """Keeps a hundredth of what is negative."""

    def forward(self, x):
        self.slope = np.where(x > 0, 1.0, 0.01)
        return x * self.slope

    def backward(self, gradient, _rate):
        return gradient * self.slope


class Sigmoid:
    """The output's activation."""

    def forward(self, x):
        self.p = 1 / (1 + np.exp(-np.clip(x, -60, 60)))
        return self.p

    def backward(self, gradient, _rate):
        return gradient * self.p * (1 - self.p)


class NeuralNetwork:
    """A stack of parts."""

    def __init__(self, layers):
        self.stack = []
        for n_in, n_out in pairwise(layers):
            self.stack += [Linear(n_in, n_out), LeakyReLU()]
        self.stack[-1] = Sigmoid()

    def forward(self, X):
        for part in self.stack:
            X = part.forward(X)
        return X

    def backward(self, X, y, learning_rate=0.01):
        p = np.clip(self.forward(X), 1e-9, 1 - 1e-9)
        gradient = ((1 - y) / (1 - p) - y / p) / len(X)
        for part in reversed(self.stack):
            gradient = part.backward(gradient, learning_rate)
        return self
