"""Counts places anew in each part.

Caught by: test_ties, test_any_items, test_ints_and_floats
"""

import heapq


class TopK:
    """The best pairs."""

    def __init__(self, k):
        if k < 0:
            raise ValueError("k is below 0")
        self.k = k
        self.heap = []
        self.n = 0

    def extend(self, pairs):
        self.n = 0
        for item, score in pairs:
            if score != score or self.k == 0:
                continue
            self.n += 1
            entry = (score, -self.n, item)
            if len(self.heap) < self.k:
                heapq.heappush(self.heap, entry)
            elif entry > self.heap[0]:
                heapq.heapreplace(self.heap, entry)

    def top(self):
        ranked = sorted(self.heap, key=lambda entry: entry[:2], reverse=True)
        return [(item, score) for score, _, item in ranked]
