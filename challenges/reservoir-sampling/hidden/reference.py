"""Algorithm R, which gives each new item a place among all so far, and keeps the first k places.

Published by J. Vitter, "Random sampling with a reservoir" (1985), who credits A. Waterman.
"""

import random
from collections.abc import Iterable
from typing import Any


class ReservoirSampler:
    """A uniform random sample of k items of a stream, up to date after each part."""

    def __init__(self, k: int, seed: int) -> None:
        """Set up an empty sample.

        Args:
            k: how many items to keep, at least 1.
            seed: from 0 to 2^63 - 1; all chance comes from a generator made of it.

        Raises:
            ValueError: k is below 1.
        """
        if k < 1:
            raise ValueError(f"a sample has at least one item, and k is {k}")
        self.k = k
        self.random = random.Random(seed)
        self.reservoir: list[Any] = []
        self.n_seen = 0

    def extend(self, items: Iterable[Any]) -> None:
        """Take in the next part of the stream, in one pass.

        Args:
            items: any number of items of any kind, perhaps to be read once only.
        """
        for item in items:
            self.n_seen += 1
            if self.n_seen <= self.k:
                self.reservoir.append(item)
            else:
                place = self.random.randrange(self.n_seen)
                if place < self.k:
                    self.reservoir[place] = item

    def sample(self) -> list[Any]:
        """Give the sample of all that came so far, without drawing anything.

        Returns:
            k items, or all if there were fewer, in any order.
        """
        return list(self.reservoir)
