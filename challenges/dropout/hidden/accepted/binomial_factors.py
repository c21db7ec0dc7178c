"""Draws the mask as binomial numbers, in the dtype of the input."""

import numpy as np


class Dropout:
    """Multiplies by zeros and ones first, and scales afterwards."""

    def __init__(self, p, seed):
        if not 0.0 <= p < 1.0:
            raise ValueError("p")
        self.p = p
        self.rng = np.random.Generator(np.random.PCG64(seed))

    def forward(self, x, training=True):
        self.training = training
        if not training:
            return x.astype(float) if x.dtype.kind == "i" else x
        self.mask = self.rng.binomial(1, 1.0 - self.p, size=x.shape).astype(np.int8)
        return self._drop(x)

    def backward(self, grad_output):
        return self._drop(grad_output) if self.training else grad_output

    def _drop(self, values):
        return values * self.mask / (1.0 - self.p)
