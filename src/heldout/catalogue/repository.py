"""Finds a repository's root, upwards from where one stands, and the challenges in it."""

from __future__ import annotations

import difflib
from pathlib import Path

import msgspec

from heldout.catalogue.challenge import Challenge, load
from heldout.errors import CatalogueError, RootNotFoundError, UnknownSlugError


class Repository(msgspec.Struct, frozen=True):
    """A checkout of a heldout repository."""

    root: Path

    def slugs(self) -> list[str]:
        """The names of all challenges, sound or not, in alphabetical order."""
        folder = self.root / "challenges"
        return sorted(
            path.name for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._"
        )

    def challenge(self, slug: str) -> Challenge:
        """Load one challenge. Raises `UnknownSlugError` or `CatalogueError`."""
        slugs = self.slugs()
        if slug not in slugs:
            near = difflib.get_close_matches(slug, slugs, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise UnknownSlugError(
                f"there is no challenge named {slug!r} here",
                where=self.root / "challenges",
                next_step=f"{hint}`heldout list` shows them all",
            )
        return load(self.root / "challenges" / slug)

    def challenges(self) -> tuple[list[Challenge], list[CatalogueError]]:
        """Load every challenge; broken folders come back as errors, and do not hide the others."""
        sound, broken = [], []
        for slug in self.slugs():
            try:
                sound.append(self.challenge(slug))
            except CatalogueError as exc:
                broken.append(exc)
        return sound, broken


def find(start: Path) -> Repository:
    """Find the repository around a folder. Raises `RootNotFoundError`."""
    for folder in (start, *start.parents):
        if (folder / "challenges").is_dir() and (folder / "pyproject.toml").is_file():
            return Repository(folder)
    raise RootNotFoundError(
        "no heldout repository here or in any folder above",
        where=start,
        next_step="cd into your clone, the folder that holds challenges/",
    )
