"""The standard library's nlargest of what is kept and of each part."""

import heapq
from itertools import chain


class TopK:
    """The best pairs."""

    def __init__(self, k):
        if k < 0:
            raise ValueError("k is below 0")
        self.k = k
        self.heap = []
        self.n = 0

    def extend(self, pairs):
        scored = (pair for pair in pairs if pair[1] == pair[1])
        self.heap = heapq.nlargest(self.k, chain(self.heap, scored), key=lambda pair: pair[1])

    def top(self):
        return [list(pair) for pair in self.heap]
