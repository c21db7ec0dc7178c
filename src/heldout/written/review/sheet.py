"""What a reviewer says of an answer: levels of the evaluation's parts, and marks for its points.

Nothing that a person has not judged is guessed: it is None, and counts for nobody.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

#: Of the format. Sheets of another one are not read.
VERSION = 1
LOWEST_LEVEL, HIGHEST_LEVEL = 0, 4


class Level(msgspec.Struct, frozen=True):
    """A part of the evaluation, such as `technical.system-design`, and the level seen, 0 to 4."""

    id: str
    level: int | None
    note: str = ""


class Mark(msgspec.Struct, frozen=True):
    """A point of the prompt, and whether the answer makes it."""

    id: str
    made: bool | None
    note: str = ""


class AnswerId(NamedTuple):
    """An answer to a prompt. Files with the same content are the same answer, wherever they lie."""

    slug: str
    sha256: str


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One reviewer's judgement of one answer.

    `answer` is the answer's file: as seen from the repository's root if it lies in there, else from
    the sheet's folder. `rubric_sha256` is the digest of what is judged by; see `basis`.
    """

    version: int
    slug: str
    kind: Literal["casestudy", "follow-up"]
    answer: str
    answer_sha256: str
    rubric_sha256: str
    reviewer: str
    criteria: tuple[Level, ...]
    points: tuple[Mark, ...]

    @property
    def answer_id(self) -> AnswerId:
        """Which answer it judges."""
        return AnswerId(self.slug, self.answer_sha256)

    @property
    def levels(self) -> dict[str, int]:
        """The levels that were set, by part."""
        return {each.id: each.level for each in self.criteria if each.level is not None}

    @property
    def marks(self) -> dict[str, bool]:
        """The marks that were set, by point."""
        return {each.id: each.made for each in self.points if each.made is not None}
