"""LRU cache. README.md is the statement; `heldout check lru-cache` runs the public tests."""

from typing import Any


class LRUCache:
    """Holds up to `capacity` keys, and drops the least recently used one for another."""

    def __init__(self, capacity: int) -> None:
        """Start empty. Raises ValueError if the capacity is negative; 0 holds nothing."""
        raise NotImplementedError("write __init__ here")

    def get(self, key: Any) -> Any:
        """Return the value of a hashable key, which is a use of it, or -1 if it is not held."""
        raise NotImplementedError("write get here")

    def put(self, key: Any, value: Any) -> None:
        """Store a value under a hashable key, which is a use; drop a key if there are too many."""
        raise NotImplementedError("write put here")


def replay(capacity: int, calls: list) -> list:
    """Carry out a trace on a new cache.

    Args:
        capacity: of the cache.
        calls: lists, each ["get", key] or ["put", key, value].

    Returns:
        What each call of get returned, in their order.
    """
    raise NotImplementedError("write replay here")
