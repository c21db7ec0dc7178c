"""Begins with k pairs of minus infinity, and takes what is above.

Caught by: test_infinite_scores, test_no_scores
"""

import heapq


class TopK:
    """The best pairs."""

    def __init__(self, k):
        if k < 0:
            raise ValueError("k is below 0")
        self.k = k
        self.heap = [(float("-inf"), 1, None)] * k
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
        ranked = sorted(self.heap, key=lambda entry: entry[:2], reverse=True)
        return [(item, score) for score, place, item in ranked if place < 1]
