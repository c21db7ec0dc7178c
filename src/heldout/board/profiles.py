"""What a candidate's own page shows: the history of attempts, and the evaluation's criteria."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import duckdb
import msgspec

from heldout.board import scorecard
from heldout.board.model import Attempt, Criterion, Part, Profile, Task
from heldout.board.rows import FAULT, UNDECIDED
from heldout.board.setting import Setting
from heldout.catalogue.evaluation import Evaluation

_ATTEMPTS = """
SELECT tried.user_id, task, tried.submitted_us, verdict, tried.points, max_points, tried.ratio,
       is_stale, reason, pull_request
FROM tried JOIN grades USING (id)
WHERE tried.is_first AND tried.user_id IN (SELECT unnest(?::BIGINT[]))
ORDER BY tried.user_id, tried.submitted_us DESC, task, tried.tie
"""
# What needs a person, and what we failed to grade, counts neither way.
_FOUND = """
SELECT scores.user_id, part, sum(round(case_points[n + 1] * 10000)::BIGINT)::BIGINT,
       sum(round(layouts.max_points * 10000)::BIGINT)::BIGINT
FROM scores
JOIN grades USING (id)
JOIN layouts ON layouts.layout = scores.layout
JOIN feeds USING ("group")
WHERE scores.user_id IN (SELECT unnest(?::BIGINT[]))
    AND substr(scores.outcomes, n::INT + 1, 1) NOT IN (?, ?)
GROUP BY scores.user_id, part
"""


class AttemptRow(NamedTuple):
    """One solution, as the database has it."""

    task: int
    submitted_us: int
    verdict: str
    points: float
    max_points: float
    ratio: float | None
    is_stale: bool
    reason: str
    pull_request: int | None


class Material(msgspec.Struct, frozen=True):
    """A profile as rows of the database: it crosses between processes quickly."""

    attempts: list[AttemptRow]
    shares: dict[str, float]


def prepare(connection: duckdb.DuckDBPyConnection, evaluation: Evaluation | None) -> None:
    """Make the table that says which part of the evaluation a group of tests feeds."""
    connection.execute('CREATE OR REPLACE TEMP TABLE feeds ("group" VARCHAR, part VARCHAR)')
    parts = evaluation.parts if evaluation else {}
    code = evaluation.code if evaluation else {}
    feeds = [*code.items(), *((part, part) for part in parts if part not in code)]
    if feeds:
        connection.executemany("INSERT INTO feeds VALUES (?, ?)", feeds)


def gather(connection: duckdb.DuckDBPyConnection, user_ids: Sequence[int]) -> dict[int, Material]:
    """Fetch what the pages of some candidates need; after both `prepare`s."""
    attempts: defaultdict[int, list[AttemptRow]] = defaultdict(list)
    for user_id, *rest in connection.execute(_ATTEMPTS, [list(user_ids)]).fetchall():
        attempts[user_id].append(AttemptRow(*rest))
    shares: defaultdict[int, dict[str, float]] = defaultdict(dict)
    found = connection.execute(_FOUND, [list(user_ids), UNDECIDED, FAULT]).fetchall()
    for user_id, part, points, most in found:
        if most:
            shares[user_id][part] = round(points / most, 4)
    return {user_id: Material(attempts[user_id], shares[user_id]) for user_id in user_ids}


def profile(
    material: Material,
    tasks: tuple[Task, ...],
    setting: Setting,
    evaluation: Evaluation | None,
) -> Profile:
    """Turn rows into a profile."""
    return Profile(
        attempts=tuple(_attempts(material.attempts, tasks, setting)),
        criteria=criteria(evaluation, material.shares) if evaluation else (),
    )


def criteria(evaluation: Evaluation, shares: Mapping[str, float]) -> tuple[Criterion, ...]:
    """Score the criteria by what machines found: a criterion is the mean of its assessed parts."""
    found = []
    for each in evaluation.criteria:
        parts = tuple(
            Part(title=part.title, score=shares.get(f"{each.id}.{part.id}")) for part in each.parts
        )
        score = scorecard.mean(part.score for part in parts)
        found.append(Criterion(title=each.title, weight=each.weight, score=score, parts=parts))
    return tuple(found)


def _attempts(
    rows: Sequence[AttemptRow], tasks: tuple[Task, ...], setting: Setting
) -> Iterator[Attempt]:
    moment, is_open = setting.clock(), setting.pseudonym_key is None
    for row in rows:
        yield Attempt(
            task=tasks[row.task],
            submitted_at=moment(row.submitted_us),
            verdict=row.verdict,
            points=row.points,
            max_points=row.max_points,
            speed_ratio=row.ratio,
            is_stale=row.is_stale,
            reason_not_counted=row.reason,
            pull_request=row.pull_request if is_open else None,
        )
