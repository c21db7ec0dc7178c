"""Plain Python loops over all entries, with nested lists for nothing but the moments.

Differs from the reference: no NumPy in the work, flat lists of m and v, and entries that are put
back into a copy one by one. It is here to show how slow a sound answer may be.
"""

import math

import numpy as np


class Adam:
    """m and v are lists of lists of floats."""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.t = 0
        self.m = None
        self.v = None

    def step(self, params, grads):
        if len(params) != len(grads):
            raise ValueError("one gradient for each parameter")
        for param, grad in zip(params, grads, strict=True):
            if np.shape(param) != np.shape(grad):
                raise ValueError("shapes differ")
        if self.m is None:
            self.m = [[0.0] * np.size(param) for param in params]
            self.v = [[0.0] * np.size(param) for param in params]
        self.t += 1
        updated = []
        for i in range(len(params)):
            new = np.array(params[i])
            flat = new.reshape(-1)
            grad = np.reshape(grads[i], -1)
            m, v = self.m[i], self.v[i]
            for j in range(len(flat)):
                g = float(grad[j])
                m[j] = self.beta1 * m[j] + (1 - self.beta1) * g
                v[j] = self.beta2 * v[j] + (1 - self.beta2) * g * g
                m_hat = m[j] / (1 - self.beta1**self.t)
                v_hat = v[j] / (1 - self.beta2**self.t)
                flat[j] = float(flat[j]) - self.learning_rate * m_hat / (
                    math.sqrt(v_hat) + self.epsilon
                )
            updated.append(new)
        return updated
