"""The folder for what is remembered of whoever practises here. It is nobody else's business.

.heldout/
    .gitignore      says that git is not to see any of it
    diary.ndjson    checks, hints, fresh starts, a line each
    attempts/       what was put aside by `heldout reset`
"""

from __future__ import annotations

from pathlib import Path

NAME = ".heldout"
_IGNORED = "# What heldout remembers of you; it stays on your machine.\n*\n"


def folder(root: Path) -> Path:
    """Say where it is below a repository's root; it may not be there yet."""
    return root / NAME


def made(root: Path) -> Path:
    """Make it if need be. Raises `OSError`."""
    place = folder(root)
    place.mkdir(exist_ok=True)
    ignore = place / ".gitignore"
    if not ignore.exists():
        ignore.write_text(_IGNORED, encoding="utf-8")
    return place
