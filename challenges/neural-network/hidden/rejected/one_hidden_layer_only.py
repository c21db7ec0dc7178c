"""Uses the first three sizes and ignores the others.

The picture in every tutorial has exactly one hidden layer.

Caught by: test_no_hidden_layer, test_several_outputs_and_layers, test_first_layer, test_batch, test_learning_rate, test_sizes, test_data_unchanged, test_large_inputs, test_certain_outputs
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


class NeuralNetwork:
    def __init__(self, layers):
        n_in, n_hidden, n_out = layers[:3]
        self.W1 = np.random.randn(n_in, n_hidden) / np.sqrt(n_in)
        self.b1 = np.zeros((1, n_hidden))
        self.W2 = np.random.randn(n_hidden, n_out) / np.sqrt(n_hidden)
        self.b2 = np.zeros((1, n_out))

    def forward(self, X):
        self.a1 = np.tanh(X @ self.W1 + self.b1)
        return sigmoid(self.a1 @ self.W2 + self.b2)

    def backward(self, X, y, learning_rate=0.01):
        delta2 = (self.forward(X) - y) / len(X)
        delta1 = (delta2 @ self.W2.T) * (1 - self.a1**2)
        self.W2 -= learning_rate * self.a1.T @ delta2
        self.b2 -= learning_rate * delta2.sum(axis=0, keepdims=True)
        self.W1 -= learning_rate * X.T @ delta1
        self.b1 -= learning_rate * delta1.sum(axis=0, keepdims=True)
