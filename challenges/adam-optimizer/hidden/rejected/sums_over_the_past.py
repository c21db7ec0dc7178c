"""Keeps all gradients, and sums over them in every step.

Caught by: test_work_of_a_step
"""

import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.lr = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = epsilon
        self.t = 0
        self.past = []

    def step(self, params, grads):
        if len(params) != len(grads):
            raise ValueError("one gradient for each parameter")
        for param, grad in zip(params, grads):
            if np.shape(param) != np.shape(grad):
                raise ValueError("shapes differ")
        self.past.append(grads)
        self.t += 1
        updated = []
        for i, (param, grad) in enumerate(zip(params, grads)):
            m, v = np.zeros_like(param), np.zeros_like(param)
            for old in self.past:
                m = self.beta1 * m + (1 - self.beta1) * old[i]
                v = self.beta2 * v + (1 - self.beta2) * old[i] ** 2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            updated.append(param - self.lr * m_hat / (np.sqrt(v_hat) + self.eps))
        return updated
