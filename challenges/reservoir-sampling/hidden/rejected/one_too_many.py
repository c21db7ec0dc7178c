"""Draws with both ends included, which makes a new item too unlikely.

Caught by: test_one_item, test_sets
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
                place = self.random.randint(0, self.n)
                if place < self.k:
                    self.kept[place] = item

    def sample(self):
        return list(self.kept)
