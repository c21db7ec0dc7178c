"""A file of `rubrics/` -> a Rubric: the sections of an answer, the points that prompts share.

rubrics/
    README.md  evaluation.toml  <name>.toml

What shows that a point is covered is no part of it: that answer key is each prompt's own, hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from heldout.catalogue import manifest
from heldout.catalogue.flaws import Mistake
from heldout.errors import CatalogueError

Text = Annotated[str, Meta(min_length=1)]
#: Kebab case.
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
#: `criterion.sub-criterion` of evaluation.toml.
CriterionId = Annotated[str, Meta(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")]
Words = Annotated[int, Meta(ge=0, le=20_000)]
PromptKind = Literal[
    "system-design", "case-study", "research", "production", "behavioral", "theory"
]

_NUMBERING = re.compile(r"^\s*(?:\d+[.)]|step \d+[.:)]?)\s+", re.IGNORECASE)


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of an answer under a heading of its own; sections stand in the order of the list.

    A section that repeats stands for one under each question of the prompt, headed by the question.
    Where one asks, questions are what belongs there; elsewhere a question makes no point.
    """

    id: Id
    title: Text
    description: Text
    max_words: Words
    min_words: Words = 0
    aliases: tuple[Text, ...] = ()
    required: bool = True
    needs: tuple[Literal["diagram", "numbers"], ...] = ()
    repeats: bool = False
    asks: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What its heading may say."""
        return (self.title, *self.aliases)

    def is_headed(self, heading: str) -> bool:
        """Whether a heading means this section: case, numbering and punctuation aside."""
        return normalised(heading) in map(normalised, self.names)


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that an answer should say.

    `section` is where it is expected, anywhere if None. `criterion` is the part of the evaluation
    that it feeds, the rubric's own if None.
    """

    id: Id
    title: Text
    weight: Annotated[float, Meta(gt=0, le=10)] = 1.0
    description: str = ""
    section: Id | None = None
    criterion: CriterionId | None = None


class Rubric(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of `rubrics/`, field by field. Words are those of a whole answer.

    `pass_mark` is the share of the points' weight that an answer has to cover. `brief` answers make
    a point in a sentence or two, in which there is less to find it by.
    """

    title: Text
    description: Text
    kinds: Annotated[tuple[PromptKind | Literal["follow-up"], ...], Meta(min_length=1)]
    criterion: CriterionId
    min_words: Words
    max_words: Words
    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]
    pass_mark: Annotated[float, Meta(gt=0, le=1)] = 0.6
    brief: bool = False
    points: tuple[Point, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


class Slip(msgspec.Struct, frozen=True):
    """Something that is well formed and does not fit the rest; `path` is dotted, as in mistakes."""

    code: Literal[
        "duplicate-id", "unknown-section", "unknown-criterion", "wrong-rubric", "bad-section"
    ]
    path: str
    fact: str


def load(path: Path) -> Rubric:
    """Load a rubric. Raises `CatalogueError` with all of the file's mistakes.

    Whether the criteria exist is the evaluation's business: see `unknown_criteria`.
    """
    read, mistakes = manifest.read(path, Rubric)
    if read is not None:
        mistakes = tuple(f"{path.name}: {slip.path}: {slip.fact}" for slip in _slips(read))
    if mistakes or read is None:
        raise CatalogueError(path.parent, mistakes)
    return read


def _slips(rubric: Rubric) -> Iterator[Slip]:
    yield from duplicates("sections", rubric.sections)
    yield from duplicates("points", rubric.points)
    yield from bad_sections(rubric.sections, rubric.sections)
    yield from bad_totals(rubric, rubric.sections)
    yield from unknown_sections(rubric.points, rubric.sections)
    if len(rubric.sections) > 1 and any(section.repeats for section in rubric.sections):
        yield Slip("bad-section", "sections", "one that repeats must be the only one")


def duplicates(table: str, items: Iterable[Section | Point]) -> Iterator[Slip]:
    """Find ids that came before."""
    for n, name in repeated(item.id for item in items):
        yield Slip("duplicate-id", f"{table}[{n}].id", f"{name} is there already")


def bad_sections(given: Iterable[Section], beside: Iterable[Section]) -> Iterator[Slip]:
    """Find limits of words that nothing can meet, and names that another section has too."""
    for n, section in enumerate(given):
        if section.min_words > section.max_words:
            yield Slip("bad-section", f"sections[{n}].min_words", "must not be more than max_words")
        others = {
            normalised(name): other.id
            for other in beside
            if other.id != section.id
            for name in other.names
        }
        for name in section.names:
            if other := others.get(normalised(name)):
                fact = f"{name!r} is a name of the section {other} too"
                yield Slip("bad-section", f"sections[{n}].title", fact)


def bad_totals(rubric: Rubric, sections: Iterable[Section]) -> Iterator[Slip]:
    """Find limits of a whole answer that its sections cannot meet."""
    sections = tuple(sections)
    if rubric.min_words > rubric.max_words:
        yield Slip("bad-section", "min_words", "must not be more than max_words")
    if sum(each.min_words for each in sections if each.required) > rubric.max_words:
        yield Slip("bad-section", "sections", "together ask for more words than max_words allows")
    if not any(each.repeats for each in sections) and (
        sum(each.max_words for each in sections) < rubric.min_words
    ):
        yield Slip("bad-section", "sections", "together allow fewer words than min_words asks for")


def unknown_sections(points: Iterable[Point], sections: Iterable[Section]) -> Iterator[Slip]:
    """Find points that are expected where nothing is."""
    known = [section.id for section in sections]
    for n, point in enumerate(points):
        if point.section is not None and point.section not in known:
            fact = f"there is no section {point.section} (known here: {', '.join(known)})"
            yield Slip("unknown-section", f"points[{n}].section", fact)


def unknown_criteria(points: Iterable[Point], known: Iterable[str]) -> Iterator[Slip]:
    """Find points that feed nothing."""
    known = set(known)
    for n, point in enumerate(points):
        if point.criterion is not None and point.criterion not in known:
            fact = f"there is no criterion {point.criterion} in rubrics/evaluation.toml"
            yield Slip("unknown-criterion", f"points[{n}].criterion", fact)


def repeated(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Find names that came before, with their positions."""
    seen: set[str] = set()
    for n, name in enumerate(names):
        if name in seen:
            yield n, name
        seen.add(name)


def normalised(heading: str) -> str:
    """Reduce a heading to its words, in lower case and without a number in front."""
    spelt = _NUMBERING.sub("", heading).casefold().replace("&", " and ")
    return " ".join(re.findall(r"\w+", spelt))
