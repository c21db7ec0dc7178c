"""Returns an answer for each call of a trace, not only for those of get.

Caught by: test_traces, test_work_of_get, test_work_of_dropping, test_work_of_putting_again
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
        self.held[key] = value
        self.held.move_to_end(key)
        if len(self.held) > self.capacity:
            self.held.popitem(last=False)


def replay(capacity, calls):
    cache = LRUCache(capacity)
    return [getattr(cache, name)(*given) for name, *given in calls]
