"""Finds the moments of a parameter by its id, which a new array does not keep.

Caught by: test_few_steps, test_default_settings, test_state_of_each_parameter, test_betas,
test_zero_gradients, test_numbers, test_shapes, test_refused_calls, test_two_optimizers,
test_parameters_changed_between_steps, test_inputs_unchanged, test_sizes_of_gradients, test_epsilon,
test_many_steps, test_single_precision, test_work_of_a_step
"""

import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.lr = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = epsilon
        self.t = 0
        self.m = {}
        self.v = {}

    def step(self, params, grads):
        if len(params) != len(grads):
            raise ValueError("one gradient for each parameter")
        for param, grad in zip(params, grads):
            if np.shape(param) != np.shape(grad):
                raise ValueError("shapes differ")
        self.t += 1
        updated = []
        for i, (param, grad) in ((id(p), (p, g)) for p, g in zip(params, grads)):
            self.m[i] = self.beta1 * self.m.get(i, 0) + (1 - self.beta1) * grad
            self.v[i] = self.beta2 * self.v.get(i, 0) + (1 - self.beta2) * grad**2
            m_hat = self.m[i] / (1 - self.beta1**self.t)
            v_hat = self.v[i] / (1 - self.beta2**self.t)
            updated.append(param - self.lr * m_hat / (np.sqrt(v_hat) + self.eps))
        return updated
