"""Keeps everything that comes, and draws once it is asked.

Caught by: test_memory, test_at_any_time
"""

import random


class ReservoirSampler:
    def __init__(self, k, seed):
        if k < 1:
            raise ValueError("k must be at least 1")
        self.k = k
        self.random = random.Random(seed)
        self.kept = []
        self.n = 0

    def extend(self, items):
        self.kept.extend(items)

    def sample(self):
        return self.random.sample(self.kept, min(self.k, len(self.kept)))
