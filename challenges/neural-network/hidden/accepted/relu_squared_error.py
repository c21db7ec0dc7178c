"""ReLU units, He's start, and half the squared error averaged over outputs as well as rows.

Differs from the reference: other activation, start and loss; weighted sums are kept, and new
weights replace the old ones.
"""

from itertools import pairwise

import numpy as np


class NeuralNetwork:
    """ReLU inside, sigmoid at the end."""

    def __init__(self, layers):
        shapes = list(pairwise(layers))
        self.W = [np.random.randn(*shape) * np.sqrt(2.0 / shape[0]) for shape in shapes]
        self.b = [np.zeros((1, shape[1])) for shape in shapes]

    def forward(self, X):
        self.a, self.z = [X], []
        for W, b in zip(self.W, self.b, strict=True):
            self.z.append(np.dot(self.a[-1], W) + b)
            is_output = len(self.z) == len(self.W)
            self.a.append(self.sigmoid(self.z[-1]) if is_output else np.maximum(0, self.z[-1]))
        return self.a[-1]

    @staticmethod
    def sigmoid(z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    def backward(self, X, y, learning_rate=0.01):
        p = self.forward(X)
        delta = (p - y) * p * (1 - p) / y.size
        new_W, new_b = [], []
        for i in range(len(self.W) - 1, -1, -1):
            new_W.insert(0, self.W[i] - learning_rate * np.dot(self.a[i].T, delta))
            new_b.insert(0, self.b[i] - learning_rate * delta.sum(axis=0, keepdims=True))
            if i > 0:
                delta = np.dot(delta, self.W[i].T) * (self.z[i - 1] > 0)
        self.W, self.b = new_W, new_b
