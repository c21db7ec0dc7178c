"""The linked list in arrays: slots are numbers, and the slot of a dropped key is used again."""


class LRUCache:
    """Drops the least recently used key."""

    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("negative capacity")
        self.capacity = capacity
        self.slots = {}
        # Slot 0 is the ring's start: after it comes the oldest, before it the newest.
        self.before, self.after, self.pairs = [0], [0], [None]

    def _unlink(self, slot):
        before, after = self.before[slot], self.after[slot]
        self.after[before], self.before[after] = after, before

    def _link(self, slot):
        newest = self.before[0]
        self.after[newest] = self.before[0] = slot
        self.before[slot], self.after[slot] = newest, 0

    def get(self, key):
        if key not in self.slots:
            return -1
        slot = self.slots[key]
        self._unlink(slot)
        self._link(slot)
        return self.pairs[slot][1]

    def put(self, key, value):
        if self.capacity == 0:
            return
        if key in self.slots:
            slot = self.slots[key]
            self._unlink(slot)
        elif len(self.slots) == self.capacity:
            slot = self.after[0]
            self._unlink(slot)
            del self.slots[self.pairs[slot][0]]
        else:
            slot = len(self.pairs)
            self.before.append(0)
            self.after.append(0)
            self.pairs.append(None)
        self.slots[key] = slot
        self.pairs[slot] = (key, value)
        self._link(slot)


def replay(capacity, calls):
    cache = LRUCache(capacity)
    answers = []
    for call in calls:
        if call[0] == "get":
            answers.append(cache.get(call[1]))
        else:
            cache.put(call[1], call[2])
    return answers
