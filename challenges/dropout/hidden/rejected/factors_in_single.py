"""Rounds p and the factors to float32.

Caught by: test_rate, test_extreme_rates, test_backward
"""

import numpy as np


class Dropout:
    """Drops elements."""

    def __init__(self, p, seed):
        if not 0 <= p < 1:
            raise ValueError("p must be in [0, 1)")
        self.p = np.float32(p)
        self.rng = np.random.default_rng(seed)

    def forward(self, x, training=True):
        self.factors = np.ones(x.shape)
        if training:
            kept = self.rng.random(x.shape) >= self.p
            self.factors = (kept / (np.float32(1) - self.p)).astype(np.float32)
        return self.scaled(x)

    def backward(self, grad_output):
        return self.scaled(grad_output)

    def scaled(self, values):
        dtype = np.float32 if values.dtype == np.float32 else np.float64
        return (values * self.factors).astype(dtype)
