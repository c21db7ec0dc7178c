"""Keeps a boolean mask, and divides with np.where."""

import numpy as np


class Dropout:
    """Remembers which elements were kept."""

    def __init__(self, p, seed):
        if p < 0.0 or p >= 1.0:
            raise ValueError("p must be in [0, 1)")
        self.keep_prob = 1.0 - p
        self.rng = np.random.default_rng(seed)
        self.mask = None

    def _apply(self, values):
        values = values if values.dtype == np.float32 else values.astype(np.float64)
        if self.mask is None:
            return values.copy()
        return np.where(self.mask, values / values.dtype.type(self.keep_prob), values.dtype.type(0))

    def forward(self, x, training=True):
        self.mask = self.rng.random(x.shape) < self.keep_prob if training else None
        return self._apply(x)

    def backward(self, grad_output):
        return self._apply(grad_output)
