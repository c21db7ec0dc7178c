"""Puts (score, item) into the heap, so that equal scores are decided by the items.

Caught by: test_ties, test_any_items, test_infinite_scores, test_signed_zeros
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
        for item, score in pairs:
            if score != score or self.k == 0:
                continue
            self.n += 1
            entry = (score, item)
            if len(self.heap) < self.k:
                heapq.heappush(self.heap, entry)
            elif entry > self.heap[0]:
                heapq.heapreplace(self.heap, entry)

    def top(self):
        ranked = sorted(self.heap, reverse=True)
        return [(item, score) for score, item in ranked]
