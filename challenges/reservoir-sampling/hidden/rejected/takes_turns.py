"""Lets items in with the right probability, but lets the places go in turn.

Caught by: test_sets
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
        self.turn = 0

    def extend(self, items):
        for item in items:
            self.n += 1
            if len(self.kept) < self.k:
                self.kept.append(item)
            else:
                place = self.random.randrange(self.n)
                if place < self.k:
                    self.kept[self.turn % self.k] = item
                    self.turn += 1

    def sample(self):
        return list(self.kept)
