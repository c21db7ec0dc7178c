"""Reservoir sampling. README.md is the statement; `heldout check reservoir-sampling` tests it."""

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
        raise NotImplementedError("write ReservoirSampler.__init__ here")

    def extend(self, items: Iterable[Any]) -> None:
        """Take in the next part of the stream, in one pass.

        Args:
            items: any number of items of any kind, perhaps to be read once only.
        """
        raise NotImplementedError("write ReservoirSampler.extend here")

    def sample(self) -> list[Any]:
        """Give the sample of all that came so far, without drawing anything.

        Returns:
            k items, or all if there were fewer, in any order.
        """
        raise NotImplementedError("write ReservoirSampler.sample here")
