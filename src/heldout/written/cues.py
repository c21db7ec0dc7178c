"""Words and phrases that show what a sentence does; they are in cues.toml, group by group."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The groups of cues.toml: fragments of regular expressions; `empty` holds words."""

    no_negations: tuple[str, ...]
    negations: tuple[str, ...]
    harms: tuple[str, ...]
    denied_of_subject: tuple[str, ...]
    turns: tuple[str, ...]
    subjects: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    skipped: tuple[str, ...]
    passed_over: tuple[str, ...]
    vague: tuple[str, ...]
    details: tuple[str, ...]
    empty: str


@cache
def load() -> Cues:
    """Load the cues that come with the package."""
    text = resources.files("heldout.written").joinpath("cues.toml").read_bytes()
    return msgspec.toml.decode(text, type=Cues)
