"""A heap written out, of entries that know which of two is worse."""


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
            if score != score:
                continue
            self.n += 1
            self.heap.append((score, self.n, item))
            self._up(len(self.heap) - 1)
            if len(self.heap) > self.k:
                self._swap(0, len(self.heap) - 1)
                self.heap.pop()
                self._down(0)

    def _worse(self, i, j):
        one, other = self.heap[i], self.heap[j]
        return one[0] < other[0] or (one[0] == other[0] and one[1] > other[1])

    def _swap(self, i, j):
        self.heap[i], self.heap[j] = self.heap[j], self.heap[i]

    def _up(self, i):
        while i and self._worse(i, (i - 1) // 2):
            self._swap(i, (i - 1) // 2)
            i = (i - 1) // 2

    def _down(self, i):
        while 2 * i + 1 < len(self.heap):
            child = 2 * i + 1
            if child + 1 < len(self.heap) and self._worse(child + 1, child):
                child += 1
            if not self._worse(child, i):
                return
            self._swap(i, child)
            i = child

    def top(self):
        ranked = sorted(self.heap, key=lambda entry: entry[1])
        ranked.sort(key=lambda entry: entry[0], reverse=True)
        return [(item, score) for score, _, item in ranked]
