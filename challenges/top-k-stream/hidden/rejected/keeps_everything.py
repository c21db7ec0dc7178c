"""Keeps the whole stream, and sorts it when asked.

Caught by: test_memory
"""


class TopK:
    """The best pairs."""

    def __init__(self, k):
        if k < 0:
            raise ValueError("k is below 0")
        self.k = k
        self.heap = []
        self.n = 0

    def extend(self, pairs):
        self.heap.extend(pair for pair in pairs if pair[1] == pair[1])

    def top(self):
        return sorted(self.heap, key=lambda pair: pair[1], reverse=True)[: self.k]
