"""Changes the last layer and leaves all others as they started.

With enough random hidden units small tasks are learned even so.

Caught by: test_first_layer
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


class NeuralNetwork:
    def __init__(self, layers):
        self.weights = []
        self.biases = []
        for n_in, n_out in zip(layers[:-1], layers[1:]):
            self.weights.append(np.random.randn(n_in, n_out) / np.sqrt(n_in))
            self.biases.append(np.zeros((1, n_out)))

    def forward(self, X):
        self.activations = [X]
        for i, (W, b) in enumerate(zip(self.weights, self.biases)):
            z = self.activations[-1] @ W + b
            last = i == len(self.weights) - 1
            self.activations.append(sigmoid(z) if last else np.tanh(z))
        return self.activations[-1]

    def backward(self, X, y, learning_rate=0.01):
        p = self.forward(X)
        m = X.shape[0]
        delta = (p - y) / m
        self.weights[-1] -= learning_rate * self.activations[-2].T @ delta
        self.biases[-1] -= learning_rate * delta.sum(axis=0, keepdims=True)
