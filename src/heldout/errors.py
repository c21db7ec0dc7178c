"""Everything that can go wrong for a user, in one tree. Imports nothing of ours.

    HeldoutError
    ├── BadInputError            exit status 2: the user's file, flag or folder
    │   ├── CatalogueError       a folder or manifest, all its mistakes at once
    │   ├── UnknownSlugError
    │   └── RootNotFoundError
    └── OurFaultError            exit status 3: the machine or heldout itself
        ├── SandboxMissingError
        ├── SandboxRefusedError
        └── SuiteBrokenError

Each says what is wrong, where, and what to do next.
"""

from __future__ import annotations

from pathlib import Path


class HeldoutError(Exception):
    """An error that a user reads: the fact, the place, the next step."""

    exit_status = 3

    def __init__(self, fact: str, *, where: Path | str | None = None, next_step: str) -> None:
        super().__init__(fact)
        self.fact = fact
        self.where = where
        self.next_step = next_step

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where is not None else ""
        return f"{place}{self.fact}\n  next: {self.next_step}"


class BadInputError(HeldoutError):
    """Something the user gave cannot be used."""

    exit_status = 2


class CatalogueError(BadInputError):
    """A challenge's folder has mistakes; `mistakes` are lines of `file: dotted.path: fact`."""

    def __init__(self, folder: Path, mistakes: tuple[str, ...]) -> None:
        count = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        listing = "".join(f"\n  - {mistake}" for mistake in mistakes)
        super().__init__(
            f"{count} in this folder{listing}",
            where=folder,
            next_step="correct the lines above, then run the command again",
        )
        self.mistakes = mistakes


class UnknownSlugError(BadInputError):
    """No challenge goes by this name."""


class RootNotFoundError(BadInputError):
    """The working directory is not inside a heldout repository."""


class OurFaultError(HeldoutError):
    """Nothing the user did: the machine, or heldout itself."""


class SandboxMissingError(OurFaultError):
    """Bubblewrap is not installed."""


class SandboxRefusedError(OurFaultError):
    """The host does not let this user open namespaces, or the box did not start."""


class SuiteBrokenError(OurFaultError):
    """A challenge's own suite cannot be loaded."""
