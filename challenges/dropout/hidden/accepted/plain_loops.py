"""Goes over flat lists, with the generator of the standard library."""

import random

import numpy as np


class Dropout:
    """One coin for each element."""

    def __init__(self, p, seed):
        if not (p >= 0 and p < 1):
            raise ValueError(f"{p} is no probability of dropping")
        self.p, self.coin, self.kept = p, random.Random(seed), []

    def forward(self, x, training=True):
        self.kept = [not training or self.coin.random() >= self.p for _ in range(x.size)]
        self.scale = 1.0 / (1.0 - self.p) if training else 1.0
        return self.backward(x)

    def backward(self, grad_output):
        values = grad_output.ravel().tolist()
        result = [
            v * self.scale if kept else 0.0 for v, kept in zip(values, self.kept, strict=True)
        ]
        kind = np.float32 if grad_output.dtype == np.float32 else np.float64
        return np.array(result, dtype=kind).reshape(grad_output.shape)
