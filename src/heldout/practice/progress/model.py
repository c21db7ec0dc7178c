"""What a Progress is made of: frozen data, and nothing computed here but names.

Progress
├── tracks: TrackRow            challenges by track, prompts by kind, follow-up questions
├── tasks: TaskRow              what was tried, and how far it came; the latest first
├── gone: TaskRow               the same of what is no longer in the catalogue
├── groups: GroupRow            the groups of hidden tests
├── criteria: CriterionRow      the evaluation, 40/30/20/10
├── weeks: Week                 the last eight, the oldest first
├── streak: Streak
├── curve: Step                 the sum of the best points, as it grew
├── interviews: Interview       the latest first
└── next_steps: Suggestion      what to do, and why; the most useful first
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from heldout.board.model import Step
from heldout.practice.progress.facts import Interview

#: passed      by the hidden tests or the answer key
#: checked     by what is public; nothing hidden has seen it
#: undecided   a person has to look at it
#: tried       not passed yet
#: new         not tried yet
State = Literal["passed", "checked", "undecided", "tried", "new"]


class Lost(msgspec.Struct, frozen=True):
    """Points that are missing, and where: a task, or a group of tests."""

    name: str
    points: float


class TaskRow(msgspec.Struct, frozen=True, kw_only=True):
    """A task and its best work. `points` of `max_points` are None where nothing hidden saw it."""

    slug: str
    kind: str
    title: str
    track: str
    state: State
    attempts: int = 0
    points: float | None = None
    max_points: float | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None
    has_given_up: bool = False
    lost: tuple[Lost, ...] = ()

    @property
    def share(self) -> float | None:
        """The points, of those there were: 0 to 1."""
        if self.points is None or not self.max_points:
            return None
        return self.points / self.max_points


class TrackRow(msgspec.Struct, frozen=True, kw_only=True):
    """A track of challenges or a kind of prompts: `total` tasks, of which each is counted once.

    `tried` are all that were tried, whatever came of it.
    """

    track: str
    title: str
    total: int
    tried: int
    passed: int
    checked: int


class GroupRow(msgspec.Struct, frozen=True, kw_only=True):
    """A group of hidden tests over the best works of challenges; `share` is None if none had it."""

    group: str
    points: float
    max_points: float
    share: float | None
    lost: tuple[Lost, ...]


class PartRow(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a criterion: `score` is 0 to 1, None where nothing has assessed it."""

    id: str
    title: str
    score: float | None


class CriterionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion of the evaluation; `weight` is in percent, `score` as of a part."""

    id: str
    title: str
    weight: int
    score: float | None
    parts: tuple[PartRow, ...]


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A week from a Monday on. `passed` are tasks that passed for the first time.

    `points` are those by which the best works grew, as hidden tests see them.
    """

    monday: date
    attempts: int
    passed: int
    points: float
    interviews: int


class Streak(msgspec.Struct, frozen=True, kw_only=True):
    """Days in a row on which anything was done, up to today or yesterday; and the longest ever."""

    days: int
    longest: int
    has_today: bool
    last_day: date | None


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do next: what, by which command, and why."""

    what: str
    title: str
    command: str
    reason: str


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody has come along, as of a time.

    `score` is that of the evaluation, 0 to 100, over `assessed` percent of its weight. Without
    receipts or graded interviews `is_hidden_seen` is false, and groups and criteria are open.
    """

    candidate: str | None
    as_of: datetime
    receipts: str | None
    counts: dict[str, int]
    is_hidden_seen: bool
    score: float | None
    assessed: float
    tracks: tuple[TrackRow, ...]
    tasks: tuple[TaskRow, ...]
    gone: tuple[TaskRow, ...]
    groups: tuple[GroupRow, ...]
    criteria: tuple[CriterionRow, ...]
    weeks: tuple[Week, ...]
    streak: Streak
    curve: tuple[Step, ...]
    interviews: tuple[Interview, ...]
    next_steps: tuple[Suggestion, ...]
    notices: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done yet, or nothing of it is known."""
        return not (self.tasks or self.gone or self.interviews)

    @property
    def total(self) -> int:
        """How many tasks there are."""
        return sum(each.total for each in self.tracks)

    @property
    def tried(self) -> int:
        """How many were tried."""
        return sum(each.tried for each in self.tracks)

    @property
    def passed(self) -> int:
        """How many passed by the hidden tests or the answer key."""
        return sum(each.passed for each in self.tracks)

    @property
    def checked(self) -> int:
        """How many passed by what is public alone."""
        return sum(each.checked for each in self.tracks)
