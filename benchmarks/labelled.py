"""Labelled answers of `benchmarks/answers`: what was written, and which points it makes where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

FOLDER = Path(__file__).parent / "answers"
SETS = ("development", "calibration", "unseen")


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file beside an answer: for each point that it makes, the lines on which it does."""

    voice: str
    quality: Literal["good", "middling", "weak", "bad"]
    covered: dict[str, list[int]] = {}


class Labelled(msgspec.Struct, frozen=True):
    """An answer with its labels."""

    name: str
    slug: str
    text: str
    labels: Labels

    @property
    def covered(self) -> Mapping[str, list[int]]:
        """The lines of each point that is made."""
        return self.labels.covered


def load(which: str) -> Iterator[Labelled]:
    """Load one of the sets, in alphabetical order. Raises `msgspec.ValidationError`."""
    for path in sorted((FOLDER / which).glob("*/*.md")):
        labels = msgspec.toml.decode(path.with_suffix(".toml").read_bytes(), type=Labels)
        text = path.read_text(encoding="utf-8")
        yield Labelled(f"{path.parent.name}/{path.stem}", path.parent.name, text, labels)
