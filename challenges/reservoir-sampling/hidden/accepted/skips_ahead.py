"""Algorithm L: draws how many items to pass over instead of one number for each."""

import math

import numpy as np


class ReservoirSampler:
    """Keeps k items."""

    def __init__(self, k, seed):
        if k <= 0:
            raise ValueError("k must be positive")
        self.k = k
        self.rng = np.random.default_rng(seed)
        self.kept = []
        self.w = 0.0  # logarithm of the largest key that is kept
        self.to_skip = 0

    def _jump(self):
        self.w += math.log(1.0 - self.rng.random()) / self.k
        u = 1.0 - self.rng.random()
        self.to_skip = math.floor(math.log(u) / math.log1p(-math.exp(self.w))) if self.w else 0

    def extend(self, items):
        for item in items:
            if len(self.kept) < self.k:
                self.kept.append(item)
                if len(self.kept) == self.k:
                    self._jump()
            elif self.to_skip:
                self.to_skip -= 1
            else:
                self.kept[int(self.rng.integers(self.k))] = item
                self._jump()

    def sample(self):
        return self.kept[:]
