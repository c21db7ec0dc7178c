"""A folder of `challenges/` -> a Challenge.

challenges/<slug>/
    README.md  challenge.toml  solution.py  followups.md  test_public.py
    hidden/
        test_hidden.py  reference.py  followups.toml  accepted/*.py  rejected/*.py
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from heldout.catalogue import manifest
from heldout.errors import CatalogueError

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Text = Annotated[str, Meta(min_length=1)]
Identifier = Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
#: CPU seconds. The upper bound keeps out infinity, which TOML can say.
Seconds = Annotated[float, Meta(gt=0, le=3600)]

_FILES = ("README.md", "solution.py", "followups.md", "test_public.py")
_HIDDEN_FILES = ("test_hidden.py", "reference.py")


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one submission may use: CPU seconds for the suite and for a call, and memory."""

    suite_s: Seconds
    call_s: Seconds
    memory_mb: Annotated[int, Meta(ge=64, le=8192)]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`challenge.toml`, field by field."""

    title: Text
    track: Literal["algorithms", "ml-coding", "statistics"]
    difficulty: Literal["easy", "medium", "hard"]
    minutes: Annotated[int, Meta(ge=5, le=240)]
    asked: Literal["very likely", "common", "emerging"]
    entry_points: Annotated[tuple[Identifier, ...], Meta(min_length=1)]
    imports: tuple[Literal["numpy"], ...]
    prerequisites: tuple[Text, ...]
    hints: Annotated[tuple[Text, ...], Meta(min_length=1)]
    authors: Annotated[tuple[Text, ...], Meta(min_length=1)]
    limits: Limits


class Hidden(msgspec.Struct, frozen=True):
    """The hidden half of a challenge, where it is in the clear."""

    suite: Path
    reference: Path
    accepted: tuple[Path, ...]
    rejected: tuple[Path, ...]
    followups: Path


class Challenge(msgspec.Struct, frozen=True):
    """One coding challenge. `hidden` is None in an edition that holds only the sealed suite."""

    slug: str
    folder: Path
    manifest: Manifest
    hidden: Hidden | None

    @property
    def limits(self) -> Limits:
        """What one submission may use."""
        return self.manifest.limits

    @property
    def statement(self) -> Path:
        """The text that a candidate reads."""
        return self.folder / "README.md"

    @property
    def solution(self) -> Path:
        """The file that a candidate edits."""
        return self.folder / "solution.py"

    @property
    def followups(self) -> Path:
        """The questions, to be answered in the same file."""
        return self.folder / "followups.md"

    @property
    def public_suite(self) -> Path:
        """The tests that a candidate sees."""
        return self.folder / "test_public.py"


def load(folder: Path) -> Challenge:
    """Load a challenge. Raises `CatalogueError` with all of the folder's mistakes."""
    mistakes = []
    if not SLUG.fullmatch(folder.name):
        mistakes.append("the folder's name must be lower-case words joined by hyphens")
    read, found = manifest.read(folder / "challenge.toml", Manifest)
    mistakes += found
    mistakes += [f"{name}: the file is missing" for name in _FILES if not (folder / name).is_file()]
    hidden = None
    if (folder / "hidden").is_dir():
        hidden = hidden_in(folder / "hidden")
        mistakes += [
            f"hidden/{name}: the file is missing"
            for name in _HIDDEN_FILES
            if not (folder / "hidden" / name).is_file()
        ]
    if read is not None and read.limits.call_s > read.limits.suite_s:
        mistakes.append("challenge.toml: limits.call_s: must not be more than limits.suite_s")
    if mistakes or read is None:
        raise CatalogueError(folder, tuple(mistakes))
    return Challenge(folder.name, folder, read, hidden)


def hidden_in(folder: Path) -> Hidden:
    """Name the files of a hidden folder, wherever it is."""
    return Hidden(
        suite=folder / "test_hidden.py",
        reference=folder / "reference.py",
        accepted=tuple(sorted((folder / "accepted").glob("*.py"))),
        rejected=tuple(sorted((folder / "rejected").glob("*.py"))),
        followups=folder / "followups.toml",
    )
