"""Keeps pairs in a list of the module, which each new TopK empties.

Caught by: test_apart
"""

import heapq

heap = []


class TopK:
    """The best pairs."""

    def __init__(self, k):
        if k < 0:
            raise ValueError("k is below 0")
        self.k = k
        heap.clear()
        self.n = 0

    def extend(self, pairs):
        for item, score in pairs:
            if score != score or self.k == 0:
                continue
            self.n += 1
            entry = (score, -self.n, item)
            if len(heap) < self.k:
                heapq.heappush(heap, entry)
            elif entry > heap[0]:
                heapq.heapreplace(heap, entry)

    def top(self):
        ranked = sorted(heap, key=lambda entry: entry[:2], reverse=True)
        return [(item, score) for score, _, item in ranked]
