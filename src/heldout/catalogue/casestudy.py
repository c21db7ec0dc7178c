"""A folder of `casestudies/` -> a CaseStudy, of whatever kind the written prompt is.

casestudies/<slug>/
    README.md  casestudy.toml  answer.md
    hidden/
        points.toml  accepted/*.md  rejected/*.md
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from heldout.catalogue import manifest, rubric
from heldout.catalogue.challenge import SLUG
from heldout.catalogue.evaluation import Evaluation
from heldout.catalogue.rubric import Id, Point, PromptKind, Rubric, Section, Slip, Text
from heldout.catalogue.rubrics import Rubrics
from heldout.errors import CatalogueError, UnknownSlugError

MANIFEST = "casestudy.toml"
FILES = ("README.md", "answer.md")
KEY = "hidden/points.toml"


class OwnSection(rubric.Section, frozen=True, forbid_unknown_fields=True):
    """A section that a prompt brings along: instead of the rubric's with the same id, or besides.

    A new one comes after the section `after`; at the end if it is None.
    """

    after: Id | None = None


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`casestudy.toml`, field by field."""

    title: Text
    kind: PromptKind
    difficulty: Literal["easy", "medium", "hard"]
    minutes: Annotated[int, Meta(ge=5, le=240)]
    rubric: Id
    points: Annotated[tuple[Point, ...], Meta(min_length=1)]
    hints: Annotated[tuple[Text, ...], Meta(min_length=1)]
    authors: Annotated[tuple[Text, ...], Meta(min_length=1)]
    sections: tuple[OwnSection, ...] = ()
    #: Ids of the rubric's sections that the prompt does without, and without the points in them.
    without_sections: tuple[Id, ...] = ()


class Hidden(msgspec.Struct, frozen=True):
    """The hidden half of a written prompt, where it is in the clear."""

    points: Path
    accepted: tuple[Path, ...]
    rejected: tuple[Path, ...]


class CaseStudy(msgspec.Struct, frozen=True):
    """One written prompt; `sections` and `points` are the rubric's and its own, put together.

    Every point has its criterion. `hidden` is None in an edition that holds only the sealed key.
    """

    slug: str
    folder: Path
    manifest: Manifest
    rubric: Rubric
    sections: tuple[Section, ...]
    points: tuple[Point, ...]
    hidden: Hidden | None

    @property
    def statement(self) -> Path:
        """The text that a candidate reads."""
        return self.folder / "README.md"

    @property
    def answer(self) -> Path:
        """The file that a candidate fills in."""
        return self.folder / "answer.md"


def load(folder: Path, rubrics: Rubrics) -> CaseStudy:
    """Load a written prompt. Raises `CatalogueError` with all of the folder's mistakes.

    The answer key is not read: `points.load` does that, for those who grade.
    """
    mistakes = []
    if not SLUG.fullmatch(folder.name):
        mistakes.append("the folder's name must be lower-case words joined by hyphens")
    read, found = manifest.read(folder / MANIFEST, Manifest)
    mistakes += found
    has_hidden = (folder / "hidden").is_dir()
    mistakes += [
        f"{name}: the file is missing"
        for name in (*FILES, *([KEY] if has_hidden else []))
        if not (folder / name).is_file()
    ]
    template = _template(read, rubrics, mistakes) if read is not None else None
    if mistakes or read is None or template is None:
        raise CatalogueError(folder, tuple(mistakes))
    return CaseStudy(
        slug=folder.name,
        folder=folder,
        manifest=read,
        rubric=template,
        sections=sections(read, template),
        points=points(read, template),
        hidden=hidden_in(folder / "hidden") if has_hidden else None,
    )


def _template(read: Manifest, rubrics: Rubrics, mistakes: list[str]) -> Rubric | None:
    try:
        template, evaluation = rubrics.rubric(read.rubric), rubrics.evaluation()
    except CatalogueError as exc:
        mistakes += [f"{rubrics.folder.name}/{mistake}" for mistake in exc.mistakes]
        return None
    except UnknownSlugError as exc:
        mistakes.append(f"{MANIFEST}: rubric: {exc.fact}; {exc.next_step}")
        return None
    mistakes += [f"{MANIFEST}: {each.path}: {each.fact}" for each in slips(read)]
    mistakes += [
        f"{MANIFEST}: {each.path}: {each.fact}" for each in misfits(read, template, evaluation)
    ]
    return template


def hidden_in(folder: Path) -> Hidden:
    """Name the files of a hidden folder, wherever it is."""
    return Hidden(
        points=folder / "points.toml",
        accepted=tuple(sorted((folder / "accepted").glob("*.md"))),
        rejected=tuple(sorted((folder / "rejected").glob("*.md"))),
    )


def sections(own: Manifest, template: Rubric) -> tuple[Section, ...]:
    """Put the rubric's sections and a prompt's own together, in order."""
    fresh = {section.id: section for section in own.sections}
    kept: list[Section] = [
        fresh.pop(section.id, section)
        for section in template.sections
        if section.id not in own.without_sections
    ]

    def with_followers(section: Section) -> Iterator[Section]:
        yield section
        for each in own.sections:
            if each.after == section.id and each.id in fresh:
                del fresh[each.id]
                yield from with_followers(each)

    placed = [each for section in kept for each in with_followers(section)]
    return (*placed, *fresh.values())


def points(own: Manifest, template: Rubric) -> tuple[Point, ...]:
    """Put the rubric's points and a prompt's own together, the rubric's first.

    A point of its own takes the place of the rubric's with the same id.
    """
    replaced = {point.id: point for point in own.points}
    shared = [
        replaced.pop(point.id, point)
        for point in template.points
        if point.id in replaced or point.section not in own.without_sections
    ]
    rest = [point for point in own.points if point.id in replaced]
    return tuple(
        msgspec.structs.replace(point, criterion=point.criterion or template.criterion)
        for point in (*shared, *rest)
    )


def slips(own: Manifest) -> Iterator[Slip]:
    """Find what in a manifest does not fit together, whatever its rubric."""
    yield from rubric.duplicates("sections", own.sections)
    yield from rubric.duplicates("points", own.points)


def misfits(own: Manifest, template: Rubric, evaluation: Evaluation) -> Iterator[Slip]:
    """Find what in a manifest does not fit its rubric or the evaluation."""
    if own.kind not in template.kinds:
        fact = f"{own.rubric} is for {' and '.join(template.kinds)}, not for {own.kind}"
        yield Slip("wrong-rubric", "rubric", fact)
    together = sections(own, template)
    known = ", ".join(section.id for section in template.sections)
    for n, name in enumerate(own.without_sections):
        if name not in {section.id for section in template.sections}:
            fact = f"{own.rubric} has no section {name} (known here: {known})"
            yield Slip("unknown-section", f"without_sections[{n}]", fact)
    for n, section in enumerate(own.sections):
        if section.after is not None and section.after not in {each.id for each in together}:
            others = ", ".join(each.id for each in together if each.id != section.id)
            fact = f"there is no section {section.after} (known here: {others})"
            yield Slip("unknown-section", f"sections[{n}].after", fact)
    yield from rubric.unknown_sections(own.points, together)
    yield from rubric.unknown_criteria(own.points, evaluation.parts)
    for each in rubric.unknown_criteria(template.points, evaluation.parts):
        yield Slip("unknown-criterion", "rubric", f"{own.rubric}: {each.path}: {each.fact}")
    if template.criterion not in evaluation.parts:
        fact = f"{own.rubric}: there is no criterion {template.criterion} in evaluation.toml"
        yield Slip("unknown-criterion", "rubric", fact)
    yield from rubric.bad_sections(own.sections, together)
    yield from rubric.bad_totals(template, together)
