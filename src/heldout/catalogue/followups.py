r"""`followups.md` and its key: the questions after a coding challenge, and what answers should say.

hidden/followups.toml

    [[question]]
    title = "..."           a heading of followups.md, word for word
    points = [
        { id = "mask", title = "..." },
    ]

    [points.mask]           as in a written prompt's points.toml; without one, people decide
    patterns = ['\bmask\w*', 'zero\w* out', '\bbernoulli\b']
    anchors = ["A random mask zeroes activations.", "Each unit is kept with probability p."]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from heldout.catalogue import manifest
from heldout.catalogue.points import Key, PointKey, compile_key
from heldout.catalogue.rubric import Id, Text, repeated
from heldout.errors import CatalogueError

#: What answers to any challenge's questions are read for.
RUBRIC = "follow-up"

QUESTIONS = "followups.md"
KEY = "hidden/followups.toml"


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a good answer says."""

    id: Id
    title: Text
    weight: Annotated[float, Meta(gt=0, le=10)] = 1.0


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question, and the points of a good answer."""

    title: Text
    points: Annotated[tuple[Point, ...], Meta(min_length=1)]


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`hidden/followups.toml`, field by field."""

    question: Annotated[tuple[Question, ...], Meta(min_length=1)]
    points: dict[Id, Key] = {}


class FollowUps(msgspec.Struct, frozen=True):
    """The questions with their points, and the keys of those points that have one."""

    questions: tuple[Question, ...]
    keys: Mapping[str, PointKey]


def is_begun(path: Path) -> bool:
    """Whether anything is written below a question of `followups.md`, or below a heading."""
    return is_begun_in(path.read_text(encoding="utf-8", errors="replace"))


def is_begun_in(text: str) -> bool:
    """Say the same of a text."""
    _, _, below = _COMMENT.sub("", text).partition("\n## ")
    lines = below.split("\n")[1:]
    return any(line.strip() and not line.startswith("#") for line in lines)


def load(path: Path) -> FollowUps:
    """Load the key. Raises `CatalogueError` with all of the file's mistakes."""
    read, mistakes = parse(path)
    if read is None:
        raise CatalogueError(path.parent, mistakes)
    return read


def parse(path: Path) -> tuple[FollowUps | None, tuple[str, ...]]:
    """Read the key. Returns it, or None and the mistakes as `file: dotted.path: fact`."""
    file, mistakes = manifest.read(path, File)
    if file is None:
        return None, mistakes
    found = [f"{path.name}: {mistake}" for mistake in _misfits(file)]
    keys = {
        name: compile_key(key, f"{path.name}: points.{name}", found)
        for name, key in file.points.items()
    }
    return (None, tuple(found)) if found else (FollowUps(file.question, keys), ())


def _misfits(file: File) -> Iterator[str]:
    places = [
        (f"question[{i}].points[{j}].id", point.id)
        for i, question in enumerate(file.question)
        for j, point in enumerate(question.points)
    ]
    for n, name in repeated(name for _, name in places):
        yield f"{places[n][0]}: {name} is there already"
    for n, title in repeated(question.title for question in file.question):
        yield f"question[{n}].title: {title!r} is there already"
    known = {name for _, name in places}
    for name in file.points:
        if name not in known:
            yield f"points.{name}: is no point of a question"
