"""The same standings as the board's, twice more: in plain Python, and in SQLite.

Written from the rules, not from the board's code: tests hold the three against each other, and
`benchmarks.board` times them.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from heldout.catalogue.cohort import Cohort
from heldout.ledger.receipt import Receipt
from heldout.report import Verdict


class Place(NamedTuple):
    """One candidate's place: points in 1/10,000, the ratio as a geometric mean."""

    rank: int
    user_id: int
    worth: int
    passed: int
    attempts: int
    ratio: float | None
    reached_at: datetime


class Best(NamedTuple):
    """The best work at one task, in the order that decides."""

    lost: int
    ratio: float
    submitted_at: datetime
    is_passed: bool


def standings(receipts: Iterable[Receipt], cohort: Cohort | None, now: datetime) -> list[Place]:
    """Rank everybody, by dictionaries and loops."""
    last: dict[tuple[object, ...], Receipt] = {}
    login: dict[int, tuple[datetime, str]] = {}
    for each in receipts:
        if each.verdict == Verdict.JUDGE_ERROR or each.submitted_at > now:
            continue
        work = (each.user_id, each.slug, each.kind, each.solution_sha, each.submitted_at)
        if work not in last or last[work].graded_at < each.graded_at:
            last[work] = each
        said = (each.graded_at, each.candidate)
        login[each.user_id] = max(login.get(each.user_id, said), said)
    best: dict[tuple[int, str, str], Best] = {}
    solutions: dict[int, set[tuple[str, str, str]]] = {}
    # A solution handed in again is no new attempt, whenever it came first.
    first: dict[tuple[object, ...], datetime] = {}
    for each in last.values():
        name = (each.user_id, each.slug, each.kind, each.solution_sha)
        first[name] = min(first.get(name, each.submitted_at), each.submitted_at)
    for each in last.values():
        weight = 1.0 if cohort is None else cohort.weight(each.slug, each.kind)
        factor = 1.0 if cohort is None else cohort.late_factor(each.submitted_at)
        if weight is None or not factor:
            continue
        if cohort is not None and not cohort.admits(login[each.user_id][1]):
            continue
        ratio = math.inf if each.speed_ratio is None else each.speed_ratio
        mine = Best(
            -_round(weight * each.points * factor * 10_000),
            ratio,
            each.submitted_at,
            each.verdict == Verdict.PASSED,
        )
        task = (each.user_id, each.slug, each.kind)
        best[task] = min(best.get(task, mine), mine)
        name = (*task, each.solution_sha)
        if first[name] == each.submitted_at:
            solutions.setdefault(each.user_id, set()).add(name[1:])
    return _ranked(best, solutions)


def _round(number: float) -> int:
    """Round halves away from zero, as SQL does."""
    return math.floor(number + 0.5) if number >= 0 else -math.floor(0.5 - number)


def _ranked(
    best: dict[tuple[int, str, str], Best], solutions: dict[int, set[tuple[str, str, str]]]
) -> list[Place]:
    of_user: dict[int, list[Best]] = {}
    for (user_id, _, _), each in best.items():
        of_user.setdefault(user_id, []).append(each)
    unranked = []
    for user_id, works in of_user.items():
        timed = [w.ratio for w in works if w.is_passed and w.ratio < math.inf]
        logs = [_round(math.log(max(ratio, 0.01)) * 1e6) for ratio in timed]
        earned = [w.submitted_at for w in works if w.lost < 0]
        unranked.append(
            Place(
                rank=0,
                user_id=user_id,
                worth=-sum(w.lost for w in works),
                passed=sum(w.is_passed for w in works),
                attempts=len(solutions.get(user_id, ())),
                ratio=round(math.exp(sum(logs) / len(logs) / 1e6), 1) if logs else None,
                reached_at=max(earned or [w.submitted_at for w in works]),
            )
        )
    unranked.sort(key=lambda p: (*_order(p), p.user_id))
    places: list[Place] = []
    for n, place in enumerate(unranked, start=1):
        tied = places and _order(places[-1]) == _order(place)
        places.append(place._replace(rank=places[-1].rank if tied else n))
    return places


def _order(place: Place) -> tuple[int, float, datetime]:
    ratio = math.inf if place.ratio is None else place.ratio
    return -place.worth, ratio, place.reached_at


SQLITE_TABLE = """
CREATE TABLE grades (
    user_id INTEGER, slug TEXT, kind TEXT, solution TEXT, submitted_us INTEGER, points REAL,
    ratio REAL, is_passed INTEGER
)
"""
# Every task at weight 1, at any time: what the benchmark's cohort asks for.
SQLITE = """
WITH firsts AS (
    SELECT user_id, count(*) AS attempts
    FROM (SELECT DISTINCT user_id, slug, kind, solution FROM grades)
    GROUP BY user_id
), best AS (
    SELECT *, CAST(round(points * 10000) AS INTEGER) AS worth, row_number() OVER (
        PARTITION BY user_id, slug, kind
        ORDER BY points DESC, coalesce(ratio, 1e9), submitted_us
    ) AS place FROM grades
), totals AS (
    SELECT user_id, sum(worth) AS worth, sum(is_passed) AS passed,
           round(exp(sum(round(ln(max(CASE WHEN is_passed THEN ratio END, 0.01)) * 1e6))
                     / count(CASE WHEN is_passed THEN ratio END) / 1e6), 1) AS ratio,
           coalesce(max(CASE WHEN worth > 0 THEN submitted_us END), max(submitted_us)) AS reached_us
    FROM best WHERE place = 1 GROUP BY user_id
)
SELECT rank() OVER (ORDER BY worth DESC, coalesce(ratio, 1e9), reached_us), totals.user_id, worth,
       passed, attempts, ratio, reached_us
FROM totals JOIN firsts USING (user_id) ORDER BY 1, 2
"""


def in_sqlite(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Rank everybody in a table of SQLite's."""
    return connection.execute(SQLITE).fetchall()
