"""`rubrics/evaluation.toml`: what an interview as a whole is judged by, in described levels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from heldout.catalogue import manifest
from heldout.catalogue.rubric import CriterionId, Id, Text, repeated
from heldout.errors import CatalogueError
from heldout.report import GROUPS

#: From nothing that can be used, 0, to what one would tell others about, 4.
Levels = Annotated[tuple[Text, ...], Meta(min_length=5, max_length=5)]


class SubCriterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is judged, on its own; `levels[n]` says what a level looks like."""

    id: Id
    title: Text
    description: Text
    levels: Levels


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of sub-criteria, which share its weight in equal parts. `weight` is in percent."""

    id: Id
    title: Text
    weight: Annotated[int, Meta(ge=1, le=100)]
    parts: Annotated[tuple[SubCriterion, ...], Meta(min_length=1)]


class Evaluation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`evaluation.toml`, field by field.

    `code` says which part the tests of each group feed; points of prose say it themselves.
    """

    title: Text
    description: Text
    criteria: Annotated[tuple[Criterion, ...], Meta(min_length=1)]
    code: dict[str, CriterionId] = {}

    @property
    def parts(self) -> dict[str, SubCriterion]:
        """The sub-criteria by the name that points give: `technical.system-design`."""
        return {f"{each.id}.{part.id}": part for each in self.criteria for part in each.parts}


def load(path: Path) -> Evaluation:
    """Load the evaluation. Raises `CatalogueError` with all of the file's mistakes."""
    read, mistakes = manifest.read(path, Evaluation)
    if read is not None:
        mistakes = tuple(f"{path.name}: {mistake}" for mistake in _mistakes(read))
    if mistakes or read is None:
        raise CatalogueError(path.parent, mistakes)
    return read


def _mistakes(evaluation: Evaluation) -> Iterator[str]:
    total = sum(each.weight for each in evaluation.criteria)
    if total != 100:
        yield f"criteria: the weights must come to 100, not to {total}"
    for group, fed in evaluation.code.items():
        if group not in GROUPS:
            yield f"code.{group}: is no group of tests (known here: {', '.join(GROUPS)})"
        if fed not in evaluation.parts:
            yield f"code.{group}: there is no part {fed}"
    for n, name in repeated(each.id for each in evaluation.criteria):
        yield f"criteria[{n}].id: {name} is there already"
    for i, criterion in enumerate(evaluation.criteria):
        for n, name in repeated(part.id for part in criterion.parts):
            yield f"criteria[{i}].parts[{n}].id: {name} is there already"
        for j, part in enumerate(criterion.parts):
            for n, _ in repeated(part.levels):
                yield f"criteria[{i}].parts[{j}].levels[{n}]: is the same as another level"
