"""A sorted list into which each new pair is inserted by bisection."""

import bisect


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
            if isinstance(score, float) and score != score:
                continue
            self.n += 1
            bisect.insort(self.heap, (score, -self.n, item), key=lambda entry: entry[:2])
            if len(self.heap) > self.k:
                del self.heap[0]

    def top(self):
        return [(item, score) for score, _, item in reversed(self.heap)]
