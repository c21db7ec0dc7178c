"""Numbers the items of each part from one again.

Caught by: test_parts, test_at_any_time, test_long_streams
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
        for n, item in enumerate(items, 1):
            if len(self.kept) < self.k:
                self.kept.append(item)
            else:
                place = self.random.randrange(n)
                if place < self.k:
                    self.kept[place] = item

    def sample(self):
        return list(self.kept)
