"""Receipts and a cohort's rules -> who is where. The same store and setting give the same rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

import duckdb
import msgspec

from heldout.board import pseudonyms
from heldout.board.model import (
    MOST_NAME,
    MOST_TITLE,
    Candidate,
    Score,
    Standing,
    Step,
    Task,
    TeamStanding,
)
from heldout.board.rows import microseconds
from heldout.board.rows import moment as in_utc
from heldout.board.setting import TOLERANCE, Clock, Setting, windows
from heldout.board.store import Store
from heldout.report.text import printable

#: `worth` is counted in these parts of a point.
POINT = 10_000
_TABLES = (files("heldout.board") / "tables.sql").read_text(encoding="utf-8")


class Standings(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody's place, best first; `user_ids[i]` is of `rows[i]`."""

    tasks: tuple[Task, ...]
    rows: tuple[Standing, ...]
    user_ids: tuple[int, ...]
    teams: tuple[TeamStanding, ...]


def prepare(database: Store, setting: Setting) -> tuple[Task, ...]:
    """Bring the tables up to date that standings and statistics are read from.

    Who is touched by more than new receipts is put among the pending: everybody by other rules,
    and some by the clock alone.
    """
    connection = database.connection
    tasks = _tasks(connection, setting)
    latest_us = microseconds(setting.now + TOLERANCE)
    rules = _rules(connection, tasks, setting)
    connection.begin()
    if database.note("rules") != repr((rules, setting.time_zone)):
        for name, rows in rules.items():
            _fill(connection, name, rows)
        connection.execute("INSERT OR IGNORE INTO pending SELECT DISTINCT user_id FROM grades")
        connection.execute("INSERT OR IGNORE INTO pending SELECT user_id FROM people")
        database.remember("rules", repr((rules, setting.time_zone)))
    _mind_the_clock(database, latest_us)
    wanted = {
        "latest_us": latest_us,
        "has_roster": setting.cohort is not None and setting.cohort.roster is not None,
        "zone": setting.time_zone,
    }
    for statement in duckdb.extract_statements(_TABLES):
        connection.execute(statement, {name: wanted[name] for name in statement.named_parameters})
    connection.commit()
    return tasks


def _rules(
    connection: duckdb.DuckDBPyConnection, tasks: tuple[Task, ...], setting: Setting
) -> dict[str, list[tuple[Any, ...]]]:
    """List the rows of the tables that hold the rules."""
    cohort = setting.cohort
    last = connection.execute("SELECT max(submitted_us) FROM grades").fetchone()
    # By the receipts, not by the clock: rules that change from day to day would be new rules.
    until = in_utc(last[0] or 0) if last else in_utc(0)
    return {
        "tasks": [
            (n, task.slug, task.kind, task.weight, setting.known(task.slug, task.kind).suite_sha256)
            for n, task in enumerate(tasks)
        ],
        "windows": [msgspec.structs.astuple(each) for each in windows(cohort, until)],
        "roster": [(login.lower(),) for login in (cohort.roster if cohort else None) or ()],
    }


def _mind_the_clock(database: Store, latest_us: int) -> None:
    """Put those among the pending whose work was from the future at the last time, or now is."""
    before_us = int(database.note("latest_us") or latest_us)
    database.connection.execute(
        "INSERT OR IGNORE INTO pending SELECT DISTINCT user_id FROM grades"
        " WHERE submitted_us > $earlier AND submitted_us <= $later",
        {"earlier": min(before_us, latest_us), "later": max(before_us, latest_us)},
    )
    database.remember("latest_us", str(latest_us))


def read(
    connection: duckdb.DuckDBPyConnection, tasks: tuple[Task, ...], setting: Setting
) -> Standings:
    """Read the standings from the tables that `prepare` made."""
    people = connection.execute(
        "SELECT user_id, login, rank, worth, passed, attempts, ratio, reached_us"
        " FROM ranked ORDER BY rank, lower(login), user_id"
    ).fetchall()
    names = candidates(setting, [(user_id, name) for user_id, name, *_ in people])
    moment = setting.clock()
    scores, progress = _scores(connection, tasks, moment), _progress(connection, moment)
    rows = tuple(
        Standing(
            rank=rank,
            candidate=names[user_id],
            points=worth / POINT,
            passed=passed,
            attempts=attempts,
            speed_ratio=ratio,
            reached_at=moment(reached_us),
            progress=tuple(progress[user_id]),
            scores=tuple(scores[user_id]),
        )
        for user_id, _, rank, worth, passed, attempts, ratio, reached_us in people
    )
    return Standings(
        tasks=tasks,
        rows=rows,
        user_ids=tuple(user_id for user_id, *_ in people),
        teams=_teams(rows),
    )


def candidates(setting: Setting, people: Sequence[tuple[int, str]]) -> dict[int, Candidate]:
    """Name everybody: by login, or by pseudonym; neither is ever markup, or endless."""
    teams = {login.lower(): team for team, login in _members(setting)}
    if setting.pseudonym_key is None:
        return {
            user_id: Candidate(id=str(user_id), name=shown(login), team=teams.get(login.lower()))
            for user_id, login in people
        }
    named = pseudonyms.pseudonyms(setting.pseudonym_key, [user_id for user_id, _ in people])
    # Who is in which team would tell who is who.
    return {
        user_id: Candidate(id=pseudonyms.slug(name), name=name) for user_id, name in named.items()
    }


def shown(text: str, most: int = MOST_NAME) -> str:
    """Make a text fit to be shown: printable, and not longer than anybody reads."""
    clean = printable(" ".join(text.split()))
    return clean if len(clean) <= most else f"{clean[: most - 1]}…"


def _tasks(connection: duckdb.DuckDBPyConnection, setting: Setting) -> tuple[Task, ...]:
    """What counts: the cohort's tasks, or whatever there are receipts of, known or not."""
    graded = {
        (slug, kind): most
        for slug, kind, most in connection.execute(
            "SELECT slug, kind, arg_max(max_points, (graded_us, max_points)) FROM grades"
            " WHERE max_points > 0 GROUP BY slug, kind"
        ).fetchall()
    }
    names = (setting.cohort.tasks() if setting.cohort else None) or sorted(graded)
    order = {(task.slug, task.kind): n for n, task in enumerate(setting.catalogue)}
    return tuple(
        Task(
            slug=slug,
            kind=kind,
            title=shown(setting.known(slug, kind).title, MOST_TITLE),
            weight=setting.weight(slug, kind) or 0.0,
            max_points=graded.get((slug, kind), 0.0),
        )
        for slug, kind in sorted(names, key=lambda name: (order.get(name, len(order)), name))
    )


def _scores(
    connection: duckdb.DuckDBPyConnection, tasks: tuple[Task, ...], moment: Clock
) -> defaultdict[int, list[Score]]:
    found: defaultdict[int, list[Score]] = defaultdict(list)
    rows = connection.execute(
        "SELECT user_id, task, points, worth, factor, verdict, ratio, submitted_us, attempts,"
        " is_stale"
        " FROM scores ORDER BY user_id, task"
    ).fetchall()
    for user_id, task, points, worth, factor, verdict, ratio, at_us, attempts, is_stale in rows:
        found[user_id].append(
            Score(
                task=tasks[task],
                points=points,
                worth=worth / POINT,
                late_factor=factor,
                verdict=verdict,
                speed_ratio=ratio,
                submitted_at=moment(at_us),
                attempts=attempts,
                is_stale=is_stale,
            )
        )
    return found


def _progress(connection: duckdb.DuckDBPyConnection, moment: Clock) -> defaultdict[int, list[Step]]:
    found: defaultdict[int, list[Step]] = defaultdict(list)
    rows = connection.execute("SELECT * FROM progress ORDER BY user_id, at_us").fetchall()
    for user_id, at_us, worth in rows:
        found[user_id].append(Step(moment(at_us), worth / POINT))
    return found


def _members(setting: Setting) -> Iterator[tuple[str, str]]:
    teams = setting.cohort.teams if setting.cohort else {}
    for team, logins in teams.items():
        yield from ((shown(team), login) for login in logins)


def _teams(rows: Sequence[Standing]) -> tuple[TeamStanding, ...]:
    """Rank teams by the best that any of their members has at each task."""
    of_team: defaultdict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        if row.candidate.team is not None:
            of_team[row.candidate.team].append(row)
    unranked = [_team(name, members) for name, members in of_team.items()]
    ordered = sorted(unranked, key=lambda team: (-team.points, -team.passed, team.name))
    ranked: list[TeamStanding] = []
    for place, team in enumerate(ordered, start=1):
        before = ranked[-1] if ranked else None
        tied = before and (before.points, before.passed) == (team.points, team.passed)
        rank = before.rank if before and tied else place
        ranked.append(msgspec.structs.replace(team, rank=rank))
    return tuple(ranked)


def _team(name: str, members: Sequence[Standing]) -> TeamStanding:
    top: dict[str, float] = {}
    passed: set[str] = set()
    for score in (score for row in members for score in row.scores):
        key = score.task.key
        top[key] = max(top.get(key, 0.0), score.worth)
        passed |= {key} if score.is_passed else set()
    return TeamStanding(
        rank=0,
        name=name,
        points=round(sum(top.values()), 4),
        passed=len(passed),
        members=tuple(row.candidate for row in members),
    )


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    connection.execute(f"DELETE FROM {table}")  # noqa: S608
    if rows:
        marks = ", ".join("?" for _ in rows[0])
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
