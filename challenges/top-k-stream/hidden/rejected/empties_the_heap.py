"""Pops all pairs from the heap to have them in order.

Caught by: test_at_any_time
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
            entry = (score, -self.n, item)
            if len(self.heap) < self.k:
                heapq.heappush(self.heap, entry)
            elif entry > self.heap[0]:
                heapq.heapreplace(self.heap, entry)

    def top(self):
        ranked = []
        while self.heap:
            score, _, item = heapq.heappop(self.heap)
            ranked.append((item, score))
        return ranked[::-1]
