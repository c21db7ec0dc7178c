"""Loops over rows, units and weights in plain Python.

It follows the formulas index by index.

Caught by: test_speed
"""

import math
import random


def sigmoid(z):
    return 0.5 * (1 + math.tanh(0.5 * z))


class NeuralNetwork:
    def __init__(self, layers):
        self.weights, self.biases = [], []
        for n_in, n_out in zip(layers[:-1], layers[1:]):
            size = 1 / math.sqrt(n_in)
            self.weights.append(
                [[random.gauss(0, size) for _ in range(n_out)] for _ in range(n_in)]
            )
            self.biases.append([0.0] * n_out)

    def run(self, row):
        values = [[float(v) for v in row]]
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases)):
            out = []
            for j in range(len(biases)):
                z = biases[j]
                for i in range(len(weights)):
                    z += values[-1][i] * weights[i][j]
                out.append(sigmoid(z) if layer == len(self.weights) - 1 else math.tanh(z))
            values.append(out)
        return values

    def forward(self, X):
        return [self.run(row)[-1] for row in X]

    def backward(self, X, y, learning_rate=0.01):
        dW = [[[0.0] * len(row) for row in weights] for weights in self.weights]
        db = [[0.0] * len(biases) for biases in self.biases]
        for row, target in zip(X, y):
            values = self.run(row)
            delta = [p - float(t) for p, t in zip(values[-1], target)]
            for layer in reversed(range(len(self.weights))):
                weights, below = self.weights[layer], values[layer]
                back = [0.0] * len(below)
                for j in range(len(delta)):
                    db[layer][j] += delta[j]
                    for i in range(len(below)):
                        dW[layer][i][j] += below[i] * delta[j]
                        back[i] += weights[i][j] * delta[j]
                delta = [b * (1 - a * a) for a, b in zip(below, back)]
        rate = learning_rate / len(X)
        for layer in range(len(self.weights)):
            for j in range(len(self.biases[layer])):
                self.biases[layer][j] -= rate * db[layer][j]
                for i in range(len(self.weights[layer])):
                    self.weights[layer][i][j] -= rate * dW[layer][i][j]
