"""Returns the heap as it lies.

Caught by: test_ordinary_scores, test_parts, test_sorted_streams, test_at_any_time
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
        return [(item, score) for score, _, item in self.heap]
