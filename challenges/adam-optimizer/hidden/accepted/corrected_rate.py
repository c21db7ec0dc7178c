"""Puts both corrections into the rate, as the paper suggests for speed, and scales epsilon along.

Differs from the reference: moments are changed in place and live in a dict by place; running
products take the place of powers of the betas.
"""

import numpy as np


class Adam:
    """Keeps (m, v) by place, and what is left of the betas."""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.lr, self.betas, self.eps = learning_rate, (beta1, beta2), epsilon
        self.left = [1.0, 1.0]
        self.state = {}

    def step(self, params, grads):
        if len(params) != len(grads) or any(
            np.shape(p) != np.shape(g) for p, g in zip(params, grads, strict=True)
        ):
            raise ValueError("gradients do not fit the parameters")
        self.left = [left * beta for left, beta in zip(self.left, self.betas, strict=True)]
        root = np.sqrt(1.0 - self.left[1])
        rate, epsilon = float(self.lr * root / (1.0 - self.left[0])), float(self.eps * root)
        updated = []
        for place, (param, grad) in enumerate(zip(params, grads, strict=True)):
            theta, gradient = np.asarray(param), np.asarray(grad)
            if place not in self.state:
                self.state[place] = (np.zeros(theta.shape), np.zeros(theta.shape))
            m, v = self.state[place]
            m *= self.betas[0]
            m += (1.0 - self.betas[0]) * gradient
            v *= self.betas[1]
            v += (1.0 - self.betas[1]) * gradient * gradient.astype(float)
            moved = theta - rate * m / (np.sqrt(v) + epsilon)
            updated.append(np.asarray(moved).astype(theta.dtype))
        return updated
