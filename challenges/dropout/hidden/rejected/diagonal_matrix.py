"""Multiplies each row by a matrix with the mask on its diagonal.

Caught by: test_work
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
        return self.scaled(grad_output)

    def scaled(self, values):
        dtype = np.float32 if values.dtype == np.float32 else np.float64
        rows = values.reshape(-1, values.shape[-1])
        factors = self.factors.reshape(rows.shape)
        result = [row @ np.diag(diagonal) for row, diagonal in zip(rows, factors, strict=True)]
        return np.array(result).reshape(values.shape).astype(dtype)
