"""Returns the items through an array, which gives them all one type.

Caught by: test_numbers_as_they_were, test_odd_items
"""

import random

import numpy as np


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
                if place < self.k:
                    self.kept[place] = item

    def sample(self):
        return np.array(self.kept).tolist()
