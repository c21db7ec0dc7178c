"""What is known of somebody's practice, wherever it was read: frozen, and nothing decided yet."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from heldout.catalogue.evaluation import Evaluation
from heldout.report import Report, Verdict

#: receipt   graded by the hidden tests or the answer key, and recorded
#: mock      graded in a mock interview, by the same
#: check     checked on this machine, by what is public
Origin = Literal["receipt", "mock", "check"]
Key = tuple[str, str]

FOLLOW_UP = "follow-up"


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do. `kind` is challenge, casestudy or follow-up; a follow-up has its own track.

    `parts` are those of the evaluation that the work says something of.
    """

    slug: str
    kind: str
    title: str
    track: str
    level: str
    minutes: int
    asked: str = ""
    prerequisites: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Names it among all."""
        return self.slug, self.kind


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was tried, when, and what came of it. A check's report has no cases."""

    at: datetime
    origin: Origin
    solution: str
    report: Report

    @property
    def key(self) -> Key:
        """Names its task."""
        return self.report.slug, self.report.kind

    @property
    def is_hidden(self) -> bool:
        """Whether more than the public tests has seen it."""
        return self.origin != "check"

    @property
    def is_passed(self) -> bool:
        """Whether it passed whatever has seen it."""
        return self.report.verdict == Verdict.PASSED

    @property
    def share(self) -> float:
        """The points, of those there were: 0 to 1."""
        return self.report.points / self.report.max_points if self.report.max_points else 0.0


class Interview(msgspec.Struct, frozen=True, kw_only=True):
    """A mock interview: `sat_s` are the seconds that somebody sat in it, of `minutes`.

    `points` of `max_points` are those of all that was graded in it.
    """

    name: str
    at: datetime
    track: str
    level: str
    minutes: int
    sat_s: float
    is_finished: bool
    points: float = 0.0
    max_points: float = 0.0


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known. `acts` are times at which anything else was done, such as a hint read.

    `receipts` names the folder that was read, None if there was none; `candidate` whose they are.
    `notices` say in words what could not be read. `given_up` are tasks whose solution was read.
    """

    tasks: tuple[Task, ...]
    works: tuple[Work, ...] = ()
    acts: tuple[datetime, ...] = ()
    interviews: tuple[Interview, ...] = ()
    evaluation: Evaluation | None = None
    candidate: str | None = None
    receipts: str | None = None
    given_up: frozenset[str] = frozenset()
    #: Slugs whose folder is there and cannot be read.
    broken: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()
