"""A defaultdict that keeps every key that it is asked for.

Caught by: test_missing_key
"""

from collections import defaultdict


class LRUCache:
    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("negative capacity")
        self.capacity = capacity
        self.held = defaultdict(lambda: -1)

    def get(self, key):
        value = self.held[key]
        del self.held[key]
        self.held[key] = value
        return value

    def put(self, key, value):
        self.held.pop(key, None)
        self.held[key] = value
        if len(self.held) > self.capacity:
            del self.held[next(iter(self.held))]


def replay(capacity, calls):
    cache = LRUCache(capacity)
    answers = []
    for call in calls:
        if call[0] == "get":
            answers.append(cache.get(call[1]))
        else:
            cache.put(call[1], call[2])
    return answers
