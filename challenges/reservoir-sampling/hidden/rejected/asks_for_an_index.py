"""Goes over the places of a part instead of its items.

Caught by: test_kinds_of_streams
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
        for index in range(len(items)):
            item = items[index]
            self.n += 1
            if len(self.kept) < self.k:
                self.kept.append(item)
            else:
                place = self.random.randrange(self.n)
                if place < self.k:
                    self.kept[place] = item

    def sample(self):
        return list(self.kept)
