"""Seeds the global generator, which all samplers then share.

Caught by: test_seeds
"""

import random


class ReservoirSampler:
    def __init__(self, k, seed):
        if k < 1:
            raise ValueError("k must be at least 1")
        self.k = k
        random.seed(seed)
        self.random = random
        self.kept = []
        self.n = 0

    def extend(self, items):
        for item in items:
            self.n += 1
            if len(self.kept) < self.k:
                self.kept.append(item)
            else:
                place = self.random.randrange(self.n)
                if place < self.k:
                    self.kept[place] = item

    def sample(self):
        return list(self.kept)
