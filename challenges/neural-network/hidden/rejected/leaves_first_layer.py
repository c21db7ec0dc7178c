"""Stops the loop one layer early, so the first layer never learns.

range(n, 0, -1) without the zero is an ordinary slip.

Caught by: test_no_hidden_layer, test_first_layer, test_batch, test_learning_rate, test_sizes, test_data_unchanged
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
        grads = []
        for i in range(len(self.weights) - 1, 0, -1):
            a = self.activations[i]
            grads.append((i, a.T @ delta, delta.sum(axis=0, keepdims=True)))
            delta = (delta @ self.weights[i].T) * (1 - a**2)
        for i, dW, db in grads:
            self.weights[i] -= learning_rate * dW
            self.biases[i] -= learning_rate * db
