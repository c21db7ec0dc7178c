"""NumPy's generator: lets an item in with probability k / n, then draws whom it replaces."""

import numpy as np


class ReservoirSampler:
    """Keeps k items."""

    def __init__(self, k, seed):
        if k < 1:
            raise ValueError("k must be at least 1")
        self.k = k
        self.rng = np.random.default_rng(seed)
        self.n = 0
        self.items = {}

    def extend(self, items):
        stream = iter(items)
        while True:
            try:
                item = next(stream)
            except StopIteration:
                return
            self.n += 1
            if self.n <= self.k:
                self.items[self.n - 1] = item
            elif self.rng.random() * self.n < self.k:
                self.items[int(self.rng.integers(0, self.k))] = item

    def sample(self):
        return list(self.items.values())
