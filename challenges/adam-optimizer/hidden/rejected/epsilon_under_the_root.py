"""Adds epsilon under the root, where its root is what counts.

Caught by: test_first_step, test_default_settings, test_betas, test_sizes_of_gradients,
test_epsilon, test_single_precision
"""

import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.lr = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = epsilon
        self.t = 0
        self.m = None
        self.v = None

    def step(self, params, grads):
        if len(params) != len(grads):
            raise ValueError("one gradient for each parameter")
        for param, grad in zip(params, grads):
            if np.shape(param) != np.shape(grad):
                raise ValueError("shapes differ")
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        updated = []
        for i, (param, grad) in enumerate(zip(params, grads)):
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * grad
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * grad**2
            m_hat = self.m[i] / (1 - self.beta1**self.t)
            v_hat = self.v[i] / (1 - self.beta2**self.t)
            updated.append(param - self.lr * m_hat / np.sqrt(v_hat + self.eps))
        return updated
