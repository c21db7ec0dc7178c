"""LRU cache on an ordered hash table.

Dropping the page that was not used for the longest time is one of the rules that L. A. Belady
compared in "A study of replacement algorithms for a virtual-storage computer" (1966). OrderedDict
is the usual structure, a hash table whose entries are also in a doubly linked list.
"""

from collections import OrderedDict
from typing import Any


class LRUCache:
    """Holds up to `capacity` keys, and drops the least recently used one for another."""

    def __init__(self, capacity: int) -> None:
        """Start empty. Raises ValueError if the capacity is negative; 0 holds nothing."""
        if capacity < 0:
            raise ValueError(f"the capacity is {capacity}; it may not be negative")
        self.capacity = capacity
        self.items: OrderedDict[Any, Any] = OrderedDict()

    def get(self, key: Any) -> Any:
        """Return the value of a hashable key, which is a use of it, or -1 if it is not held."""
        if key not in self.items:
            return -1
        self.items.move_to_end(key)
        return self.items[key]

    def put(self, key: Any, value: Any) -> None:
        """Store a value under a hashable key, which is a use; drop a key if there are too many."""
        self.items[key] = value
        self.items.move_to_end(key)
        if len(self.items) > self.capacity:
            self.items.popitem(last=False)


def replay(capacity: int, calls: list) -> list:
    """Carry out a trace on a new cache.

    Args:
        capacity: of the cache.
        calls: lists, each ["get", key] or ["put", key, value].

    Returns:
        What each call of get returned, in their order.
    """
    cache = LRUCache(capacity)
    answers = []
    for _, key, *value in calls:
        if value:
            cache.put(key, *value)
        else:
            answers.append(cache.get(key))
    return answers
