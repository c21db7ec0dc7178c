"""A heap of times of use, with old entries left in it: log n for each call."""

import heapq


class LRUCache:
    """Drops the least recently used key."""

    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("negative capacity")
        self.capacity = capacity
        self.values, self.times, self.keys, self.heap = {}, {}, {}, []
        self.now = 0

    def _use(self, key):
        self.now += 1
        self.keys.pop(self.times.get(key), None)
        self.times[key] = self.now
        self.keys[self.now] = key
        heapq.heappush(self.heap, self.now)

    def get(self, key):
        if key not in self.values:
            return -1
        self._use(key)
        return self.values[key]

    def put(self, key, value):
        self._use(key)
        self.values[key] = value
        while len(self.values) > self.capacity:
            time = heapq.heappop(self.heap)
            if time in self.keys:
                old = self.keys.pop(time)
                del self.values[old], self.times[old]


def replay(capacity, calls):
    cache = LRUCache(capacity)
    answers = []
    for call in calls:
        if call[0] == "get":
            answers.append(cache.get(call[1]))
        else:
            cache.put(call[1], call[2])
    return answers
