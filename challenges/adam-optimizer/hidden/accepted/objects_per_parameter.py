"""One small object for each parameter, which is made at the first step.

Differs from the reference: the moments belong to the object and the count is handed to it; the
root and the quotient are taken with out= into scratch arrays.
"""

import numpy as np


class Moments:
    """m and v of one parameter."""

    def __init__(self, param):
        self.m = np.zeros_like(np.atleast_1d(param))
        self.v = np.zeros_like(self.m)

    def move(self, grad, betas, t):
        grad = np.reshape(grad, self.m.shape)
        np.add(betas[0] * self.m, (1 - betas[0]) * grad, out=self.m)
        np.add(betas[1] * self.v, (1 - betas[1]) * np.square(grad), out=self.v)
        return self.m / (1 - betas[0] ** t), self.v / (1 - betas[1] ** t)


class Adam:
    """A list of Moments."""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.settings = learning_rate, epsilon
        self.betas = beta1, beta2
        self.count = 0
        self.moments = []

    def step(self, params, grads):
        shapes = tuple(map(np.shape, params))
        if shapes != tuple(map(np.shape, grads)):
            raise ValueError(f"gradients for {shapes} are needed")
        self.moments = self.moments or [Moments(param) for param in params]
        self.count += 1
        rate, epsilon = self.settings
        updated = []
        for shape, param, grad, moments in zip(shapes, params, grads, self.moments, strict=True):
            mean, square = moments.move(grad, self.betas, self.count)
            np.sqrt(square, out=square)
            square += epsilon
            np.divide(mean, square, out=mean)
            updated.append(np.subtract(param, (rate * mean).reshape(shape)))
        return updated
