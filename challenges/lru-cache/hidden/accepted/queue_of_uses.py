"""A queue of all uses; those that a later use has replaced are passed over."""

from collections import deque


class LRUCache:
    """Drops the least recently used key."""

    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("negative capacity")
        self.capacity = capacity
        self.held = {}
        self.uses = deque()
        self.n = 0

    def get(self, key):
        if key not in self.held:
            return -1
        value = self.held[key][0]
        self._use(key, value)
        return value

    def put(self, key, value):
        self._use(key, value)
        while len(self.held) > self.capacity:
            old, n = self.uses.popleft()
            if self.held.get(old, (None, -1))[1] == n:
                del self.held[old]

    def _use(self, key, value):
        self.n += 1
        self.held[key] = (value, self.n)
        self.uses.append((key, self.n))
        if len(self.uses) > 2 * len(self.held) + 10:
            self.uses = deque(use for use in self.uses if self.held[use[0]][1] == use[1])


def replay(capacity, calls):
    cache = LRUCache(capacity)
    answers = []
    for call in calls:
        if call[0] == "get":
            answers.append(cache.get(call[1]))
        else:
            cache.put(call[1], call[2])
    return answers
