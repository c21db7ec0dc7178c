r"""`hidden/points.toml`, the answer key: what shows that a point is covered.

    [points.real-time-updates]
    patterns = ['\bstream(?:s|ed|ing)?\b', 'within (?:seconds|minutes)', 'near[- ]real[- ]time']
    anchors = ["A click reaches the features within seconds.", "Two sentences at the least."]

A pattern is searched for in one unit of an answer at a time, a sentence or an item of a list, whose
white space is single spaces; case does not matter. An anchor is a sentence that makes the point
well. A misconception is a pattern, too: where it is found, the unit does not make the point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from heldout.catalogue import manifest
from heldout.catalogue.pattern import PatternError, compile_pattern
from heldout.catalogue.rubric import Id, Text, repeated
from heldout.errors import CatalogueError


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a point's table of `points.toml` holds, field by field."""

    patterns: Annotated[tuple[Text, ...], Meta(min_length=3)]
    anchors: Annotated[tuple[Text, ...], Meta(min_length=2)]
    misconceptions: tuple[Text, ...] = ()


class PointsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`points.toml`, field by field."""

    points: dict[Id, Key]


class PointKey(msgspec.Struct, frozen=True):
    """A point's key, ready for use."""

    patterns: tuple[re.Pattern[str], ...]
    anchors: tuple[str, ...]
    misconceptions: tuple[re.Pattern[str], ...]


def load(path: Path, ids: Iterable[str]) -> Mapping[str, PointKey]:
    """Load the keys of a prompt's points, in their order.

    Raises `CatalogueError` with all of the file's mistakes: a point without a key and a key without
    a point are among them.
    """
    keys, mistakes = read(path)
    if keys is not None:
        wanted = dict.fromkeys(ids)
        mistakes = (
            *(f"{path.name}: points.{each}: is missing" for each in wanted if each not in keys),
            *(f"{path.name}: points.{each}: is no point" for each in keys if each not in wanted),
        )
        if not mistakes:
            return {each: keys[each] for each in wanted}
    raise CatalogueError(path.parent, mistakes)


def read(path: Path) -> tuple[dict[str, PointKey] | None, tuple[str, ...]]:
    """Read keys. Returns them, or None and the mistakes as `file: dotted.path: fact`."""
    file, mistakes = manifest.read(path, PointsFile)
    if file is None:
        return None, mistakes
    found: list[str] = []
    keys = {
        point: compile_key(key, f"{path.name}: points.{point}", found)
        for point, key in file.points.items()
    }
    return (None, tuple(found)) if found else (keys, ())


def compile_key(key: Key, path: str, mistakes: list[str]) -> PointKey:
    """Make a key ready for use. Adds to `mistakes`, as `path.patterns[0]: fact`."""
    for name in ("patterns", "anchors", "misconceptions"):
        mistakes += [
            f"{path}.{name}[{n}]: is there already" for n, _ in repeated(getattr(key, name))
        ]
    return PointKey(
        patterns=tuple(_compiled(key.patterns, f"{path}.patterns", mistakes)),
        anchors=key.anchors,
        misconceptions=tuple(_compiled(key.misconceptions, f"{path}.misconceptions", mistakes)),
    )


def _compiled(patterns: Iterable[str], path: str, mistakes: list[str]) -> Iterator[re.Pattern[str]]:
    for n, pattern in enumerate(patterns):
        try:
            yield compile_pattern(pattern)
        except PatternError as exc:
            mistakes.append(f"{path}[{n}]: {exc}")
