"""Remembers the places that were dropped, and sets them to zero in a copy."""

import numpy as np


class Dropout:
    """Keeps flat places, none for a pass that is not training."""

    def __init__(self, p, seed):
        if not 0 <= p < 1:
            raise ValueError("a layer that drops everything, or less than nothing, is of no use")
        self.p, self.rng = p, np.random.default_rng(seed)

    def forward(self, x, training=True):
        dropped = self.rng.uniform(size=x.size) < self.p if training else np.zeros(x.size, bool)
        self.places = np.flatnonzero(dropped)
        self.divisor = 1 - self.p if training else 1
        return self.backward(x)

    def backward(self, grad_output):
        result = np.true_divide(grad_output, self.divisor).ravel()
        result[self.places] = 0
        return result.reshape(grad_output.shape)
