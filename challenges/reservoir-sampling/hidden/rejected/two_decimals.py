"""Rounds the probability of an item to two decimals, so late ones never get in.

Caught by: test_long_streams
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
            if len(self.kept) < self.k:
                self.kept.append(item)
            else:
                place = self.random.randrange(self.n)
                if place / self.n < round(self.k / self.n, 2) and place < self.k:
                    self.kept[place] = item

    def sample(self):
        return list(self.kept)
