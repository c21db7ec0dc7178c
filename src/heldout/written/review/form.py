"""An empty sheet, as a person fills it in: what to read in comments, what to write below it.

    # The answer, and how to judge it
    version: 1
    slug: ...
    kind: casestudy
    answer: ...
    answer_sha256: ...
    rubric_sha256: ...
    reviewer: ...

    criteria:
    # Technical skills: System design, and its five levels
    - id: technical.system-design
      level:
      note: ""

    points:
    # A point, what it asks for, and the two sentences that come nearest
    - id: scalability
      made:
      note: ""

The comments quote a stranger's text. It is put on lines of its own making, without anything that
could end one, so no text of an answer becomes a part of the sheet.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Literal

from heldout.report import Evidence
from heldout.report.text import printable
from heldout.written.review import nearest, yaml_file
from heldout.written.review.basis import Basis, BasisPoint, Part
from heldout.written.review.sheet import VERSION, Level, Mark, Sheet

_WIDTH = 100
_HOW = """\
Read the answer from beginning to end before you write anything here, and do not talk about it with
the other reviewers before all of you are done.

level: 0 to 4. A level is reached when all of it can be pointed at in the answer. Between two, take
the lower. Judge what is there, not what the author probably knows.

made: yes or no. A point is made if the answer says it in earnest, with at least the substance that
its description asks for. A bare mention, a promise or a wrong idea does not make it. The sentences
below a point are those that come nearest to its words. Every point has some, also one that is not
made; what makes it may stand elsewhere.

Leave empty what you cannot judge. In note, say what you saw and where, above all where you
hesitated: note: "line 12 sizes the load, but nothing fails"
"""


def begin(
    basis: Basis,
    *,
    slug: str,
    kind: Literal["casestudy", "follow-up"],
    answer: str,
    answer_sha256: str,
    reviewer: str,
) -> Sheet:
    """Make a sheet on which nothing is judged yet."""
    return Sheet(
        version=VERSION,
        slug=slug,
        kind=kind,
        answer=answer,
        answer_sha256=answer_sha256,
        rubric_sha256=basis.sha256,
        reviewer=reviewer,
        criteria=tuple(Level(part.id, None) for part in basis.parts),
        points=tuple(Mark(point.id, None) for point in basis.points),
    )


def write(
    sheet: Sheet, basis: Basis, title: str, quotes: Mapping[str, tuple[Evidence, ...]]
) -> str:
    """Write an empty sheet as YAML. `title` is the prompt's.

    Raises `BadInputError` if PyYAML is not installed.
    """
    return "".join(f"{line}\n" for line in _lines(sheet, basis, title, quotes))


def _lines(
    sheet: Sheet, basis: Basis, title: str, quotes: Mapping[str, tuple[Evidence, ...]]
) -> Iterator[str]:
    yield from _comment(f"{title}: a review of {sheet.answer}")
    yield "#"
    for paragraph in _HOW.strip().split("\n\n"):
        yield from _comment(paragraph)
        yield "#"
    check = "When you are done: heldout review check, and the name of this file."
    yield from _comment(check)
    yield ""
    yield from _comment("Which answer this is about. Leave these lines as they are.")
    yield yaml_file.head(sheet).rstrip("\n")
    yield ""
    yield from _rule("Levels")
    yield "criteria:"
    for part in basis.parts:
        yield ""
        yield from _part(part)
    yield ""
    yield from _rule("Points")
    yield "points:"
    for point in basis.points:
        yield ""
        yield from _point(point, quotes.get(point.id, ()))


def _part(part: Part) -> Iterator[str]:
    yield from _comment(f"{part.group}: {part.title}")
    yield from _comment(part.description)
    for level, described in enumerate(part.levels):
        yield from _comment(described, first=f"  {level}  ", rest="     ")
    yield f"- id: {part.id}"
    yield "  level:"
    yield '  note: ""'


def _point(point: BasisPoint, quotes: tuple[Evidence, ...]) -> Iterator[str]:
    yield from _comment(point.title)
    if point.description:
        yield from _comment(point.description)
    for quote in nearest.lines(quotes):
        yield from _comment(quote, first="  > ", rest="    ")
    yield f"- id: {point.id}"
    yield "  made:"
    yield '  note: ""'


def _rule(heading: str) -> Iterator[str]:
    yield f"# {heading} {'-' * (_WIDTH - len(heading) - 3)}"


def _comment(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    """Write a text as lines of comment; white space of any kind is a single space."""
    said = printable(" ".join(text.split()))
    yield from textwrap.wrap(
        said,
        _WIDTH,
        initial_indent=f"# {first}",
        subsequent_indent=f"# {rest}",
        break_on_hyphens=False,
    )
