"""Gives each item a random key and keeps the k largest keys in a heap."""

import heapq
import itertools
import random


class ReservoirSampler:
    """Keeps k items."""

    def __init__(self, k, seed):
        if k < 1:
            raise ValueError(f"k = {k}")
        self._k, self._random = k, random.Random(seed)
        self._heap, self._ticket = [], itertools.count()

    def extend(self, items):
        for item in items:
            entry = (self._random.random(), next(self._ticket), item)
            if len(self._heap) < self._k:
                heapq.heappush(self._heap, entry)
            elif entry[0] > self._heap[0][0]:
                heapq.heapreplace(self._heap, entry)

    def sample(self):
        return [item for _, _, item in self._heap]
