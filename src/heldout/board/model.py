"""What the pages of a cohort's board are made of: frozen data, and nothing computed here but names.

Board
├── tasks: Task             what counts, in the catalogue's order
├── standings: Standing     a candidate each, best first
│   └── scores: Score       the best work at each task
├── statistics: Statistics  a task each: who solved it first, which idea is missed
├── days: Day               the cohort's timeline
└── teams: TeamStanding

What there are tens of thousands of is hidden from the garbage collector: none of it refers back.
Points are weighted and, where they came late, cut; `Score.points` alone is as graded. Times have a
zone. Names and titles are printable, and no longer
than `MOST_NAME` and `MOST_TITLE` characters.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

#: Longer names are cut, with an ellipsis.
MOST_NAME = 60
#: So are titles, of tasks and of their tests.
MOST_TITLE = 160


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do. `kind` is challenge, casestudy or follow-up."""

    slug: str
    kind: str
    title: str
    weight: float
    #: As graded, before the weight.
    max_points: float

    @property
    def key(self) -> str:
        """Names the task in addresses and programs: `kmeans`, `kmeans.follow-up`."""
        return self.slug if self.kind == "challenge" else f"{self.slug}.{self.kind}"

    @property
    def worth(self) -> float:
        """What full marks bring."""
        return self.weight * self.max_points


class Candidate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who it is, on this board. `id` names pages and files: a user id, or a pseudonym's slug."""

    id: str
    name: str
    team: str | None = None


class Score(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A candidate's best work at one task: `points` as graded, `worth` what it brings to the total.

    `late_factor` is 1.0 in time, and less as the late policy says. `attempts` counts different
    solutions. `is_stale`: graded by a suite that has changed since.
    """

    task: Task
    points: float
    worth: float
    late_factor: float
    verdict: str
    speed_ratio: float | None
    submitted_at: datetime
    attempts: int
    is_stale: bool

    @property
    def share(self) -> float:
        """The points as graded, of those there were: 0 to 1."""
        return self.points / self.task.max_points if self.task.max_points else 0.0

    @property
    def is_passed(self) -> bool:
        """Whether the work passed its suite or rubric."""
        return self.verdict == "passed"


class Step(msgspec.Struct, frozen=True, gc=False):
    """The total from a time on, until the next step."""

    at: datetime
    points: float


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One candidate's place. Candidates that nothing tells apart share a rank.

    `speed_ratio` is the geometric mean over passed tasks with one; `reached_at` is when the total
    was reached. `scores` has the tasks that were tried, in the order of `Board.tasks`.
    """

    rank: int
    candidate: Candidate
    points: float
    passed: int
    attempts: int
    speed_ratio: float | None
    reached_at: datetime
    progress: tuple[Step, ...]
    scores: tuple[Score, ...]


class Attempt(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One solution in a candidate's history."""

    task: Task
    submitted_at: datetime
    verdict: str
    points: float
    max_points: float
    speed_ratio: float | None
    is_stale: bool
    #: Empty where it counts; else such as "too late" or "before the opening".
    reason_not_counted: str
    #: None on boards with pseudonyms.
    pull_request: int | None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a criterion; `score` is 0 to 1, None where nothing has assessed it."""

    title: str
    score: float | None


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion of the evaluation. `weight` is in percent; `score` as of a part."""

    title: str
    weight: int
    score: float | None
    parts: tuple[Part, ...]


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What a candidate's page shows beside the standing. Attempts: latest first."""

    attempts: tuple[Attempt, ...]
    criteria: tuple[Criterion, ...]


class Rate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How often something passed, in the best works of all who tried."""

    name: str
    group: str
    passed: int
    tried: int

    @property
    def share(self) -> float:
        """The part that passed, 0 to 1."""
        return self.passed / self.tried if self.tried else 0.0


class Solved(msgspec.Struct, frozen=True, kw_only=True):
    """Who solved a task, when, how fast."""

    candidate: Candidate
    at: datetime
    speed_ratio: float | None = None


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """How the cohort fares with one task.

    `groups` and `tests` are ordered by what is missed most. `histogram[i]` counts the best works
    with a share of the points in [i/10, (i+1)/10); full marks are in the last of its 11 bins.
    `fastest` has full marks only, lowest ratio first.
    """

    task: Task
    tried: int
    passed: int
    #: None while nobody has passed.
    median_attempts: float | None
    first: Solved | None
    groups: tuple[Rate, ...]
    tests: tuple[Rate, ...]
    histogram: tuple[int, ...]
    fastest: tuple[Solved, ...]
    stale: int


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """What was handed in on one day of the cohort's time zone."""

    date: date
    attempts: int
    passed: int
    candidates: int


class TeamStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A team: the best of its members' points at each task, summed up."""

    rank: int
    name: str
    points: float
    passed: int
    members: tuple[Candidate, ...]


class Stale(msgspec.Struct, frozen=True, kw_only=True):
    """Work that waits to be graded by its task's new suite."""

    candidate: Candidate
    task: Task
    submitted_at: datetime


class Notice(msgspec.Struct, frozen=True):
    """Something a maintainer should know about the receipts: what was left out, and why."""

    text: str


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """A cohort's board as of its last receipt. `opens` and `closes` are None without a cohort."""

    title: str
    opens: datetime | None
    closes: datetime | None
    #: How late work counts, in words.
    late_policy: str
    as_of: datetime | None
    is_pseudonymous: bool
    #: Whose days and hours the pages show, as an IANA name.
    time_zone: str
    tasks: tuple[Task, ...]
    standings: tuple[Standing, ...]
    statistics: tuple[Statistics, ...]
    days: tuple[Day, ...]
    teams: tuple[TeamStanding, ...]
    stale: tuple[Stale, ...]
    notices: tuple[Notice, ...]

    @property
    def worth(self) -> float:
        """What full marks in everything bring."""
        return sum(task.worth for task in self.tasks)
