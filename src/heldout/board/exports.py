"""A board -> standings for other programs: `standings.json` and `standings.csv`.

JSON has `version`, the cohort, its tasks, and a standing for each candidate with what each task
brought. CSV has a row for each candidate and a column for each task, and is safe to open in a
spreadsheet. Times are ISO 8601 with a zone. Texts are printable, as on the pages.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from heldout.board.model import Board, Score, Standing, TeamStanding
from heldout.board.model import Task as BoardTask
from heldout.report.text import printable

#: Raised when a key of the JSON changes its meaning; a new key alone does not raise it.
VERSION = 1

#: What makes a spreadsheet take a text for a formula, where a cell begins. One that cuts at
#: semicolons begins a cell after each of them; full-width signs count in some languages.
_FORMULA = re.compile(r"(^|[;\t\r\n])(?=[\s\"']*[=+\-@＝＋－＠\t\r\n])")  # noqa: RUF001
_COLUMNS = (
    "rank",
    "name",
    "id",
    "team",
    "points",
    "passed",
    "attempts",
    "speed_ratio",
    "reached_at",
)


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A task; `worth` is what full marks bring."""

    key: str
    slug: str
    kind: str
    title: str
    weight: float
    max_points: float
    worth: float


class TaskScore(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A candidate's best work at a task. `points` as graded, `worth` what it brings to the total.

    `task` is a `Task.key`.
    """

    task: str
    points: float
    worth: float
    late_factor: float
    verdict: str
    speed_ratio: float | None
    submitted_at: datetime
    attempts: int
    is_stale: bool


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate's standing."""

    rank: int
    name: str
    id: str
    team: str | None
    points: float
    passed: int
    attempts: int
    speed_ratio: float | None
    reached_at: datetime
    scores: tuple[TaskScore, ...]


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """A team's standing; `members` are ids of candidates."""

    rank: int
    name: str
    points: float
    passed: int
    members: tuple[str, ...]


class Standings(msgspec.Struct, frozen=True, kw_only=True):
    """All of `standings.json`."""

    version: int
    cohort: str
    opens: datetime | None
    closes: datetime | None
    as_of: datetime | None
    tasks: tuple[Task, ...]
    standings: tuple[Row, ...]
    teams: tuple[Team, ...]


def standings(board: Board) -> Standings:
    """Take from a board what programs may rely on."""
    return Standings(
        version=VERSION,
        cohort=printable(board.title),
        opens=_utc(board.opens),
        closes=_utc(board.closes),
        as_of=_utc(board.as_of),
        tasks=tuple(map(_task, board.tasks)),
        standings=tuple(map(_row, board.standings)),
        teams=tuple(map(_team, board.teams)),
    )


def to_json(board: Board) -> bytes:
    """Write `standings.json`: UTF-8, on one line."""
    return msgspec.json.encode(standings(board)) + b"\n"


def to_csv(board: Board) -> bytes:
    """Write `standings.csv`: UTF-8 without a mark, lines that end as RFC 4180 has it.

    What was not tried is empty; other cells of tasks are what the work brings to the total.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(_cell, (*_COLUMNS, *(task.key for task in board.tasks))))
    writer.writerows(map(_cell, cells) for cells in _rows(board))
    return written.getvalue().encode()


def _rows(board: Board) -> Iterator[tuple[object, ...]]:
    for each in board.standings:
        worth = {score.task.key: score.worth for score in each.scores}
        yield (
            each.rank,
            each.candidate.name,
            each.candidate.id,
            each.candidate.team,
            each.points,
            each.passed,
            each.attempts,
            each.speed_ratio,
            each.reached_at.astimezone(UTC).isoformat(),
            *(worth.get(task.key) for task in board.tasks),
        )


def _cell(value: object) -> object:
    """Keep a spreadsheet from running a text: after an apostrophe it is shown as it is."""
    return _FORMULA.sub(r"\1'", printable(value)) if isinstance(value, str) else value


def _task(task: BoardTask) -> Task:
    return Task(
        key=task.key,
        slug=task.slug,
        kind=task.kind,
        title=printable(task.title),
        weight=task.weight,
        max_points=task.max_points,
        worth=task.worth,
    )


def _row(standing: Standing) -> Row:
    candidate = standing.candidate
    return Row(
        rank=standing.rank,
        name=printable(candidate.name),
        id=candidate.id,
        team=None if candidate.team is None else printable(candidate.team),
        points=standing.points,
        passed=standing.passed,
        attempts=standing.attempts,
        speed_ratio=standing.speed_ratio,
        reached_at=standing.reached_at.astimezone(UTC),
        scores=tuple(map(_score, standing.scores)),
    )


def _score(score: Score) -> TaskScore:
    return TaskScore(
        task=score.task.key,
        points=score.points,
        worth=score.worth,
        late_factor=score.late_factor,
        verdict=score.verdict,
        speed_ratio=score.speed_ratio,
        submitted_at=score.submitted_at,
        attempts=score.attempts,
        is_stale=score.is_stale,
    )


def _team(team: TeamStanding) -> Team:
    return Team(
        rank=team.rank,
        name=printable(team.name),
        points=team.points,
        passed=team.passed,
        members=tuple(member.id for member in team.members),
    )


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC)
