"""Draws a new mask for the gradient.

Caught by: test_backward, test_anew, test_apart
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
            kept = self.rng.random(x.shape) >= self.p
            self.factors = kept / (1 - self.p)
        return self.scaled(x)

    def backward(self, grad_output):
        if (self.factors == 1.0).all():
            return self.scaled(grad_output)
        self.factors = (self.rng.random(grad_output.shape) >= self.p) / (1 - self.p)
        return self.scaled(grad_output)

    def scaled(self, values):
        dtype = np.float32 if values.dtype == np.float32 else np.float64
        return (values * self.factors).astype(dtype)
