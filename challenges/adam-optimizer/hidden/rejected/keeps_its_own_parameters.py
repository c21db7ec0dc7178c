"""Copies the parameters at the first step and goes on from its own.

Caught by: test_parameters_changed_between_steps, test_work_of_a_step
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
            self.theta = [np.array(p) for p in params]
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        for i, (param, grad) in enumerate(zip(params, grads)):
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * grad
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * grad**2
            m_hat = self.m[i] / (1 - self.beta1**self.t)
            v_hat = self.v[i] / (1 - self.beta2**self.t)
            self.theta[i] = self.theta[i] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return list(self.theta)
