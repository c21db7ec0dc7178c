"""Options that several commands share, completion of names, and the worst exit status."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

#: With several outcomes the worst decides: our fault, bad input, did not pass, passed.
_BADNESS = (0, 1, 2, 3)


class Sandbox(StrEnum):
    """How a solution is kept apart: `auto` is bubblewrap where it works."""

    auto = "auto"
    bubblewrap = "bubblewrap"
    none = "none"


def complete_slug(incomplete: str) -> list[str]:
    """Complete a challenge's or written prompt's name for the shell."""
    from heldout.catalogue import repository
    from heldout.errors import HeldoutError

    try:
        return [slug for slug in repository.find(Path.cwd()).names() if slug.startswith(incomplete)]
    except HeldoutError:
        return []


def worst(statuses: Iterable[int]) -> int:
    """Choose the exit status of several outcomes."""
    return max(statuses, key=_BADNESS.index, default=0)


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Slugs = Annotated[
    list[str] | None,
    typer.Argument(
        help="Challenges or written prompts; all when none is named.", autocompletion=complete_slug
    ),
]
SandboxOption = Annotated[
    Sandbox, typer.Option(help="Where the code runs; none means without isolation.")
]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="Submissions at a time; default: one a core.")
]
