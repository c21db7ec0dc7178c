"""Top k of a stream. README.md is the statement; `heldout check top-k-stream` runs its tests."""

from typing import Any


class TopK:
    """The k pairs with the highest scores so far."""

    def __init__(self, k: int) -> None:
        """Keep up to k pairs. Raises ValueError if k is below 0."""
        raise NotImplementedError("write __init__ here")

    def extend(self, pairs: list[tuple[Any, float]]) -> None:
        """Take the next part of the stream, pairs (item, score). Must not be changed."""
        raise NotImplementedError("write extend here")

    def top(self) -> list[tuple[Any, float]]:
        """Return the pairs that are kept, best first; of equal scores the earlier is better."""
        raise NotImplementedError("write top here")
