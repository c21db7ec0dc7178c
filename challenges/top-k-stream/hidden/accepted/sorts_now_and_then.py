"""Lets pairs gather up to twice k, then sorts in a stable way and cuts."""


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
                self.heap.append(tuple(pair))
                if len(self.heap) > 2 * self.k + 50:
                    self._cut()

    def _cut(self):
        self.heap.sort(key=lambda pair: pair[1], reverse=True)
        del self.heap[self.k :]

    def top(self):
        self._cut()
        return list(self.heap)
