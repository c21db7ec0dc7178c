"""The error for a name that nothing goes by."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from pathlib import Path

from heldout.errors import UnknownSlugError


def unknown(
    what: str, name: str, known: Collection[str], *, where: Path | str, next_step: str
) -> UnknownSlugError:
    """Make the error; it offers the nearest of the names that are known."""
    hint = did_you_mean(name, known)
    return UnknownSlugError(
        f"there is no {what} named {name!r} here", where=where, next_step=f"{hint}{next_step}"
    )


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Offer the nearest of the names that are known, as the beginning of a next step; or ""."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}? " if near else ""
