"""Leaves the elements that are kept alone, and multiplies by 1 - p when not training.

Caught by: test_rate, test_backward, test_not_training, test_whole_numbers, test_any_size
"""

import numpy as np


class Dropout:
    """Drops elements."""

    def __init__(self, p, seed):
        if not 0 <= p < 1:
            raise ValueError("p must be in [0, 1)")
        self.p = p
        self.rng = np.random.default_rng(seed)

    def forward(self, x, training=True):
        self.factors = np.full(x.shape, 1.0 - self.p)
        if training:
            kept = self.rng.random(x.shape) >= self.p
            self.factors = kept * 1.0
        return self.scaled(x)

    def backward(self, grad_output):
        return self.scaled(grad_output)

    def scaled(self, values):
        dtype = np.float32 if values.dtype == np.float32 else np.float64
        return (values * self.factors).astype(dtype)
