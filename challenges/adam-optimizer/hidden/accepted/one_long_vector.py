"""Joins all parameters into one vector of doubles, and cuts it apart again.

Differs from the reference: a single pair of moments for everything, the moments divided by the sum
of their weights, which is kept instead of t.
"""

import numpy as np


class Adam:
    """One vector for all."""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate = learning_rate
        self.b1, self.b2 = beta1, beta2
        self.epsilon = epsilon
        self.m = self.v = 0.0
        self.weight1 = self.weight2 = 0.0

    def step(self, params, grads):
        arrays = [np.asarray(p) for p in params]
        if [a.shape for a in arrays] != [np.asarray(g).shape for g in grads]:
            raise ValueError("shapes of params and grads differ")
        theta = np.concatenate([a.ravel() for a in arrays]).astype(np.float64)
        g = np.concatenate([np.ravel(each) for each in grads]).astype(np.float64)
        self.m = self.m + (1 - self.b1) * (g - self.m)
        self.v = self.v + (1 - self.b2) * (g**2 - self.v)
        self.weight1 = self.b1 * self.weight1 + (1 - self.b1)
        self.weight2 = self.b2 * self.weight2 + (1 - self.b2)
        theta -= (
            self.rate * (self.m / self.weight1) / ((self.v / self.weight2) ** 0.5 + self.epsilon)
        )
        ends = np.cumsum([a.size for a in arrays])[:-1]
        pieces = np.split(theta, ends)
        return tuple(
            piece.reshape(a.shape).astype(a.dtype) for piece, a in zip(pieces, arrays, strict=True)
        )
