"""Copies all that is kept for each item.

Caught by: test_work
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
        for item in items:
            self.n += 1
            kept = list(self.kept)
            place = self.random.randrange(self.n)
            if len(kept) < self.k:
                kept.append(item)
            elif place < self.k:
                kept[place] = item
            self.kept = kept

    def sample(self):
        return list(self.kept)
