"""How the cohort as a whole fares: with each task, day by day, and what needs a maintainer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import duckdb

from heldout.board.model import (
    MOST_TITLE,
    Candidate,
    Day,
    Rate,
    Solved,
    Stale,
    Statistics,
    Task,
)
from heldout.board.rows import FAULT, PASSED, microseconds
from heldout.board.setting import TOLERANCE, Setting
from heldout.board.standings import shown

#: So many of the fastest are named.
MOST_FASTEST = 10
#: Ten for tenths of the points, one for all of them.
BINS = 11

# Attempts until the first pass, of those who passed; `DISTINCT` because a solution can come again.
_TASKS = """
WITH until_pass AS (
    SELECT user_id, task, count(*) AS needed
    FROM tried JOIN scores USING (user_id, task)
    WHERE tried.factor > 0 AND tried.is_first AND tried.submitted_us <= passed_us
    GROUP BY user_id, task
)
SELECT
    task, count(*), count(passed_us), median(needed),
    count(*) FILTER (is_stale)
FROM scores LEFT JOIN until_pass USING (user_id, task)
GROUP BY task
"""
_FIRST = """
SELECT task, arg_min(user_id, (passed_us, user_id)), min(passed_us)
FROM scores WHERE passed_us IS NOT NULL GROUP BY task
"""
_FASTEST = """
SELECT task, user_id, submitted_us, ratio FROM scores
WHERE is_passed AND ratio IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY task ORDER BY ratio, submitted_us, user_id) <= ?
ORDER BY task, ratio, submitted_us, user_id
"""
_HISTOGRAM = """
SELECT task, floor(10 * scores.points / nullif(max_points, 0))::INT AS bin, count(*)
FROM scores JOIN grades USING (id) GROUP BY task, bin
"""
# One row for each test of the best works; a fault of ours says nothing of anybody.
_OUTCOMES = """
CREATE OR REPLACE TEMP TABLE outcomes AS
WITH works AS (
    SELECT task, layout, outcomes, count(*) AS works
    FROM scores JOIN grades USING (id) GROUP BY task, layout, outcomes
)
SELECT task, layouts.name, layouts."group", layouts.title, works,
       substr(outcomes, n::INT + 1, 1) AS outcome
FROM works JOIN layouts USING (layout)
"""
_TESTS = """
SELECT task, arg_max(title, (works, title)), "group",
       (sum(works) FILTER (outcome = $passed))::BIGINT, sum(works)::BIGINT
FROM outcomes WHERE outcome <> $fault
GROUP BY task, name, "group"
"""
_GROUPS = """
SELECT task, "group", "group",
       (sum(works) FILTER (outcome = $passed))::BIGINT, sum(works)::BIGINT
FROM outcomes WHERE outcome <> $fault
GROUP BY task, "group"
"""
_DAYS = """
SELECT (make_timestamptz(submitted_us) AT TIME ZONE $zone)::DATE AS day,
       count(*), count(*) FILTER (is_passed), count(DISTINCT user_id)
FROM tried WHERE is_first AND reason = '' GROUP BY day ORDER BY day
"""
_STALE = "SELECT user_id, task, submitted_us FROM scores WHERE is_stale ORDER BY ALL"


def of_tasks(
    connection: duckdb.DuckDBPyConnection,
    tasks: tuple[Task, ...],
    people: Mapping[int, Candidate],
    setting: Setting,
) -> tuple[Statistics, ...]:
    """Say of each task who solved it and what is missed, after `standings.prepare`."""
    run = connection.execute
    run(_OUTCOMES)
    letters = {"passed": PASSED, "fault": FAULT}
    counts = {task: rest for task, *rest in run(_TASKS).fetchall()}
    first = {task: rest for task, *rest in run(_FIRST).fetchall()}
    fastest: defaultdict[int, list[Solved]] = defaultdict(list)
    for task, user_id, at_us, ratio in run(_FASTEST, [MOST_FASTEST]).fetchall():
        solved = Solved(candidate=people[user_id], at=setting.moment(at_us), speed_ratio=ratio)
        fastest[task].append(solved)
    histograms: defaultdict[int, list[int]] = defaultdict(lambda: [0] * BINS)
    for task, bin_, count in run(_HISTOGRAM).fetchall():
        histograms[task][min(bin_ or 0, BINS - 1)] += count
    groups, tests = _rates(run(_GROUPS, letters)), _rates(run(_TESTS, letters))
    found = []
    for n, task in enumerate(tasks):
        tried, passed, median, stale = counts.get(n, (0, 0, None, 0))
        found.append(
            Statistics(
                task=task,
                tried=tried,
                passed=passed,
                median_attempts=median,
                first=Solved(candidate=people[first[n][0]], at=setting.moment(first[n][1]))
                if n in first
                else None,
                groups=tuple(groups[n]),
                tests=tuple(tests[n]),
                histogram=tuple(histograms[n]),
                fastest=tuple(fastest[n]),
                stale=stale,
            )
        )
    return tuple(found)


def of_days(connection: duckdb.DuckDBPyConnection, setting: Setting) -> tuple[Day, ...]:
    """Count what was handed in on each day that had anything."""
    rows = connection.execute(_DAYS, {"zone": setting.time_zone}).fetchall()
    return tuple(
        Day(date=day, attempts=attempts, passed=passed, candidates=who)
        for day, attempts, passed, who in rows
    )


def stale(
    connection: duckdb.DuckDBPyConnection,
    tasks: tuple[Task, ...],
    people: Mapping[int, Candidate],
    setting: Setting,
) -> tuple[Stale, ...]:
    """List the best works that were graded by a suite which has changed since."""
    return tuple(
        Stale(candidate=people[user_id], task=tasks[task], submitted_at=setting.moment(at_us))
        for user_id, task, at_us in connection.execute(_STALE).fetchall()
    )


def as_of(connection: duckdb.DuckDBPyConnection, setting: Setting) -> datetime | None:
    """Give the time of the last receipt that the standings know; None without any."""
    found = connection.execute(
        "SELECT max(graded_us) FROM grades JOIN people USING (user_id)"
        " JOIN tasks USING (slug, kind) WHERE submitted_us <= ?",
        [microseconds(setting.now + TOLERANCE)],
    ).fetchone()
    return setting.moment(found[0]) if found and found[0] is not None else None


def _rates(result: Any) -> defaultdict[int, list[Rate]]:
    """Sort by what is missed most; the name settles the rest."""
    found: defaultdict[int, list[Rate]] = defaultdict(list)
    for task, name, group, passed, tried in result.fetchall():
        rate = Rate(
            name=shown(name, MOST_TITLE), group=shown(group), passed=passed or 0, tried=tried
        )
        found[task].append(rate)
    for rates in found.values():
        rates.sort(key=lambda rate: (rate.share, rate.group, rate.name))
    return found
