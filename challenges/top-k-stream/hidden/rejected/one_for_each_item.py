"""Keeps one pair for each item, the best.

Caught by: test_same_item_again
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
        for item, score in pairs:
            same = [entry for entry in self.heap if repr(entry[2]) == repr(item)]
            if score != score or self.k == 0 or (same and same[0][0] >= score):
                continue
            self.heap = [entry for entry in self.heap if entry not in same]
            self.n += 1
            self.heap.append((score, -self.n, item))
            self.heap.sort(key=lambda entry: entry[:2], reverse=True)
            del self.heap[self.k :]

    def top(self):
        ranked = sorted(self.heap, key=lambda entry: entry[:2], reverse=True)
        return [(item, score) for score, _, item in ranked]
