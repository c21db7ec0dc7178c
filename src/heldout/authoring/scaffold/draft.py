"""What is known of a folder before it is written. The templates see these fields by name."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from heldout.authoring.package import Kind


class ChallengeDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A coding challenge to be; all but the slug are fields of `challenge.toml`."""

    templates: ClassVar[Kind] = "challenge"

    slug: str
    title: str
    track: str
    difficulty: str
    minutes: int
    asked: str
    entry_points: tuple[str, ...]
    authors: tuple[str, ...]

    @property
    def entry_point(self) -> str:
        """The first of them, on which the templates' tests are built."""
        return self.entry_points[0]


class CaseStudyDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A written prompt to be; all but the slug are fields of `casestudy.toml`."""

    templates: ClassVar[Kind] = "casestudy"

    slug: str
    kind: str
    title: str
    difficulty: str
    minutes: int
    rubric: str
    authors: tuple[str, ...]


Draft = ChallengeDraft | CaseStudyDraft
