"""Takes any k, and draws from nothing later.

Caught by: test_refused_sizes
"""

import random


class ReservoirSampler:
    def __init__(self, k, seed):
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
                if place < self.k:
                    self.kept[place] = item

    def sample(self):
        return list(self.kept)
