"""Mutants that are declared to be no mistake: `hidden/equivalents.toml`.

    [[equivalent]]
    was = "if i > 0:"
    becomes = ["if i != 0:", "if i >= 0:"]
    claim = "same"
    reason = "what is computed for i = 0 is never used"

`same` claims that the mutant comes to the same results; `allowed` that it comes to others which the
statement allows as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from heldout.authoring.mutation.mutants import Mutant
from heldout.catalogue import manifest

Line = Annotated[str, Meta(min_length=1)]


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the reference, what it may become, and why that is no mistake."""

    was: Line
    becomes: Annotated[tuple[Line, ...], Meta(min_length=1)]
    claim: Literal["same", "allowed"]
    reason: Annotated[str, Meta(min_length=10)]


class Declared(NamedTuple):
    """One change of an entry."""

    was: str
    becomes: str
    claim: str

    def names(self, mutant: Mutant) -> bool:
        """Whether a mutant makes this change; spaces do not count."""
        return _bare(self.was) == _bare(mutant.was) and _bare(self.becomes) == _bare(mutant.becomes)


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    equivalent: tuple[Equivalent, ...] = ()


def read(path: Path) -> tuple[tuple[Declared, ...], tuple[str, ...]]:
    """Read the declarations, if there are any, and all mistakes in them."""
    if not path.exists():
        return (), ()
    table, mistakes = manifest.read(path, _Table)
    return tuple(_changes(table) if table else ()), mistakes


def _changes(table: _Table) -> Iterator[Declared]:
    for entry in table.equivalent:
        for becomes in entry.becomes:
            yield Declared(entry.was, becomes, entry.claim)


def _bare(line: str) -> str:
    return "".join(line.split())
