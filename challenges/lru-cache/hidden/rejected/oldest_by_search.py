"""Notes when each key was used, and looks through all of them for the one to drop.

Caught by: test_work_of_dropping
"""


class LRUCache:
    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("negative capacity")
        self.capacity = capacity
        self.held = {}
        self.times = {}
        self.now = 0

    def get(self, key):
        if key not in self.held:
            return -1
        self._use(key)
        return self.held[key]

    def put(self, key, value):
        self.held[key] = value
        self._use(key)
        if len(self.held) > self.capacity:
            oldest = min(self.times, key=self.times.get)
            del self.held[oldest], self.times[oldest]

    def _use(self, key):
        self.now += 1
        self.times[key] = self.now


def replay(capacity, calls):
    cache = LRUCache(capacity)
    answers = []
    for call in calls:
        if call[0] == "get":
            answers.append(cache.get(call[1]))
        else:
            cache.put(call[1], call[2])
    return answers
