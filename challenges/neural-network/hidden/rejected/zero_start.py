"""Starts with all weights at zero.

It is the start of linear and logistic regression, where it does no harm.

Caught by: test_outputs, test_two_groups, test_first_layer, test_crossed_corners
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


class NeuralNetwork:
    def __init__(self, layers):
        self.weights = []
        self.biases = []
        for n_in, n_out in zip(layers[:-1], layers[1:]):
            self.weights.append(np.zeros((n_in, n_out)))
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
        for i in reversed(range(len(self.weights))):
            a = self.activations[i]
            grads.append((i, a.T @ delta, delta.sum(axis=0, keepdims=True)))
            if i > 0:
                delta = (delta @ self.weights[i].T) * (1 - a**2)
        for i, dW, db in grads:
            self.weights[i] -= learning_rate * dW
            self.biases[i] -= learning_rate * db
