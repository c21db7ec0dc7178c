"""Keeps the order in a list, out of whose middle each use takes its key.

Caught by: test_work_of_get, test_work_of_putting_again
"""


class LRUCache:
    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("negative capacity")
        self.capacity = capacity
        self.held = {}
        self.order = []

    def get(self, key):
        if key not in self.held:
            return -1
        self.order.remove(key)
        self.order.append(key)
        return self.held[key]

    def put(self, key, value):
        if key in self.held:
            self.order.remove(key)
        self.held[key] = value
        self.order.append(key)
        if len(self.held) > self.capacity:
            del self.held[self.order.pop(0)]


def replay(capacity, calls):
    cache = LRUCache(capacity)
    answers = []
    for call in calls:
        if call[0] == "get":
            answers.append(cache.get(call[1]))
        else:
            cache.put(call[1], call[2])
    return answers
