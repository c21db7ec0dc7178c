"""Draws a mask in the first pass and keeps it.

Caught by: test_anew
"""

import numpy as np


class Dropout:
    """Drops elements."""

    def __init__(self, p, seed):
        if not 0 <= p < 1:
            raise ValueError("p must be in [0, 1)")
        self.p = p
        self.rng = np.random.default_rng(seed)
        self.kept = None

    def forward(self, x, training=True):
        self.factors = np.ones(x.shape)
        if training:
            if self.kept is None or self.kept.shape != x.shape:
                self.kept = self.rng.random(x.shape) >= self.p
            self.factors = self.kept / (1 - self.p)
        return self.scaled(x)

    def backward(self, grad_output):
        return self.scaled(grad_output)

    def scaled(self, values):
        dtype = np.float32 if values.dtype == np.float32 else np.float64
        return (values * self.factors).astype(dtype)
