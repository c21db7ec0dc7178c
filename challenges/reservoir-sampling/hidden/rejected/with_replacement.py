"""Runs k samplers of one item each, so an item can be kept twice.

Caught by: test_places, test_sets, test_fewer_items
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
            if self.n == 1:
                self.kept = [item] * self.k
            for place in range(self.k):
                if self.random.random() * self.n < 1.0:
                    self.kept[place] = item

    def sample(self):
        return list(self.kept)
