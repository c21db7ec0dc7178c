"""A plain dict keeps the order of insertion; a use takes the key out and puts it back."""

MISSING = object()


class LRUCache:
    """Drops the least recently used key."""

    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("negative capacity")
        self.capacity = capacity
        self.held = {}

    def get(self, key):
        value = self.held.pop(key, MISSING)
        if value is MISSING:
            return -1
        self.held[key] = value
        return value

    def put(self, key, value):
        self.held.pop(key, None)
        self.held[key] = value
        if len(self.held) > self.capacity:
            del self.held[next(iter(self.held))]


def replay(capacity, calls):
    cache = LRUCache(capacity)
    results = [getattr(cache, name)(*given) for name, *given in calls]
    return [result for result, call in zip(results, calls, strict=True) if call[0] == "get"]
