"""Sorts all that is kept anew for each pair.

Caught by: test_work
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
        for pair in pairs:
            if pair[1] == pair[1]:
                self.heap = sorted([*self.heap, pair], key=lambda pair: pair[1], reverse=True)
                self.heap = self.heap[: self.k]

    def top(self):
        return list(self.heap)
