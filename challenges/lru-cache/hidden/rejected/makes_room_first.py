"""Makes room for a key that may be held already, and has none to drop at capacity 0.

Caught by: test_ordinary_calls, test_update_drops_nothing, test_room_for_none
"""

from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("negative capacity")
        self.capacity = capacity
        self.held = OrderedDict()

    def get(self, key):
        if key not in self.held:
            return -1
        self.held.move_to_end(key)
        return self.held[key]

    def put(self, key, value):
        if len(self.held) >= self.capacity:
            self.held.popitem(last=False)
        self.held[key] = value
        self.held.move_to_end(key)


def replay(capacity, calls):
    cache = LRUCache(capacity)
    answers = []
    for call in calls:
        if call[0] == "get":
            answers.append(cache.get(call[1]))
        else:
            cache.put(call[1], call[2])
    return answers
