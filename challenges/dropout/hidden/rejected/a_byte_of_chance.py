"""Compares random bytes, which knows rates to 1/256 only.

Caught by: test_extreme_rates
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
        self.factors = np.ones(x.shape)
        if training:
            kept = self.rng.integers(0, 256, x.shape) >= round(256 * self.p)
            self.factors = kept / (1 - self.p)
        return self.scaled(x)

    def backward(self, grad_output):
        return self.scaled(grad_output)

    def scaled(self, values):
        dtype = np.float32 if values.dtype == np.float32 else np.float64
        return (values * self.factors).astype(dtype)
