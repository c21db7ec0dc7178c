"""Top k of a stream with a heap of k entries, the worst of them on top.

The heap is that of J. Williams, "Algorithm 232: Heapsort" (1964). Selection with it is described by
D. Knuth, "The Art of Computer Programming", volume 3 (1973), section 5.2.3.
"""

import heapq
from itertools import count
from typing import Any


class TopK:
    """The k pairs with the highest scores so far."""

    def __init__(self, k: int) -> None:
        """Keep up to k pairs. Raises ValueError if k is below 0."""
        if k < 0:
            raise ValueError(f"nobody can keep {k} pairs")
        self.k = k
        self.kept: list[tuple[float, int, Any]] = []
        self.places = count()

    def extend(self, pairs: list[tuple[Any, float]]) -> None:
        """Take the next part of the stream, pairs (item, score). Must not be changed."""
        for item, score in pairs:
            # Only NaN differs from itself; math.isnan fails for large ints.
            if score == score:
                # No two places are equal, so items are never compared.
                heapq.heappush(self.kept, (score, -next(self.places), item))
                if len(self.kept) > self.k:
                    heapq.heappop(self.kept)

    def top(self) -> list[tuple[Any, float]]:
        """Return the pairs that are kept, best first; of equal scores the earlier is better."""
        return [(item, score) for score, _, item in sorted(self.kept, reverse=True)]
