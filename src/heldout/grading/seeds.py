"""Where the seeds of a run come from: drawn by the cohort's key, or handed over one by one.

What runs candidates' code needs the seeds of just the works that it grades, and not the key that
the seeds of everybody else could be drawn by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from heldout.errors import OurFaultError
from heldout.judging import seed
from heldout.vault import secret

#: Names what a seed is for: a task's slug, its suite's SHA-256, and the solution's blob.
Purpose = tuple[str, str, str]


class Seeds(Protocol):
    """Gives seeds; `commitment` is the SHA-256 of the key behind them, None without one."""

    @property
    def commitment(self) -> str | None: ...

    def of(self, purpose: Purpose) -> bytes | None:
        """Give a seed; None where any will do."""


class Unkeyed:
    """No key: each run draws its own inputs, and cannot be repeated."""

    commitment: str | None = None

    def of(self, purpose: Purpose) -> bytes | None:  # noqa: ARG002 — nothing depends on it
        """Leave the choice to the judge."""
        return None


class Keyed:
    """Seeds that are drawn by a cohort's seed key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.commitment: str | None = secret.commitment(key)

    def of(self, purpose: Purpose) -> bytes | None:
        """Draw a seed: HMAC-SHA256 over what is graded, see `judging.seed`."""
        return seed.derive(self._key, *purpose)


class Handed:
    """Seeds that somebody drew who has the key."""

    def __init__(self, seeds: Mapping[Purpose, bytes], commitment: str | None) -> None:
        self._seeds = seeds
        self.commitment = commitment

    def of(self, purpose: Purpose) -> bytes | None:
        """Look a seed up. Raises `OurFaultError` if it was not handed over."""
        if self.commitment is None:
            return None
        if purpose not in self._seeds:
            slug, suite_sha256, solution_sha = purpose
            raise OurFaultError(
                f"no seed was handed over for solution {solution_sha[:12]} and suite "
                f"{suite_sha256[:12]}",
                where=slug,
                next_step="open the suites again for the same leg, by the same heldout",
            )
        return self._seeds[purpose]
