"""How the cohort as a whole fares: with each task, day by day, and what needs a maintainer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

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

_TASKS = """
SELECT
    task, count(*), count(passed_us), median(needed) FILTER (passed_us IS NOT NULL),
    count(*) FILTER (is_stale)
FROM scores GROUP BY task
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
SELECT task, floor(10 * points / nullif(max_points, 0))::INT AS bin, count(*)
FROM scores GROUP BY task, bin
"""
# Each test of the best works; a fault of ours says nothing of anybody.
_TESTS = """
WITH works AS (
    SELECT task, layout, outcomes, count(*) AS works
    FROM scores GROUP BY task, layout, outcomes
), outcomes AS (
    SELECT task, layout, n, works, substr(outcomes, n::INT + 1, 1) AS outcome
    FROM works JOIN layouts USING (layout)
), counts AS (
    SELECT task, layout, n, (sum(works) FILTER (outcome = $passed))::BIGINT AS passed,
           sum(works)::BIGINT AS tried
    FROM outcomes WHERE outcome <> $fault GROUP BY task, layout, n
)
SELECT task, arg_max(title, (tried, title)), "group", sum(coalesce(passed, 0))::BIGINT,
       sum(tried)::BIGINT
FROM counts JOIN layouts USING (layout, n)
GROUP BY task, name, "group"
"""
_DAYS = """
SELECT day, sum(attempts)::BIGINT, sum(passed)::BIGINT, count(*)
FROM daily GROUP BY day ORDER BY day
"""
_STALE = "SELECT user_id, task, submitted_us FROM scores WHERE is_stale ORDER BY ALL"


def of_tasks(
    connection: duckdb.DuckDBPyConnection,
    tasks: tuple[Task, ...],
    people: Mapping[int, Candidate],
    setting: Setting,
) -> tuple[Statistics, ...]:
    """Say of each task who solved it and what is missed, after `standings.prepare`."""
    run, moment = connection.execute, setting.clock()
    letters = {"passed": PASSED, "fault": FAULT}
    counts = {task: rest for task, *rest in run(_TASKS).fetchall()}
    first = {task: rest for task, *rest in run(_FIRST).fetchall()}
    fastest: defaultdict[int, list[Solved]] = defaultdict(list)
    for task, user_id, at_us, ratio in run(_FASTEST, [MOST_FASTEST]).fetchall():
        solved = Solved(candidate=people[user_id], at=moment(at_us), speed_ratio=ratio)
        fastest[task].append(solved)
    histograms: defaultdict[int, list[int]] = defaultdict(lambda: [0] * BINS)
    for task, bin_, count in run(_HISTOGRAM).fetchall():
        histograms[task][min(bin_ or 0, BINS - 1)] += count
    tests = _rates(run(_TESTS, letters).fetchall())
    found = []
    for n, task in enumerate(tasks):
        tried, passed, median, stale = counts.get(n, (0, 0, None, 0))
        found.append(
            Statistics(
                task=task,
                tried=tried,
                passed=passed,
                median_attempts=median,
                first=Solved(candidate=people[first[n][0]], at=moment(first[n][1]))
                if n in first
                else None,
                groups=_groups(tests[n]),
                tests=tuple(tests[n]),
                histogram=tuple(histograms[n]),
                fastest=tuple(fastest[n]),
                stale=stale,
            )
        )
    return tuple(found)


def of_days(connection: duckdb.DuckDBPyConnection) -> tuple[Day, ...]:
    """Count what was handed in on each day that had anything."""
    rows = connection.execute(_DAYS).fetchall()
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
    moment = setting.clock()
    return tuple(
        Stale(candidate=people[user_id], task=tasks[task], submitted_at=moment(at_us))
        for user_id, task, at_us in connection.execute(_STALE).fetchall()
    )


def as_of(connection: duckdb.DuckDBPyConnection, setting: Setting) -> datetime | None:
    """Give the time of the last receipt that the standings know; None without any."""
    found = connection.execute(
        "SELECT max(graded_us) FROM grades JOIN people USING (user_id)"
        " JOIN tasks USING (slug, kind) WHERE submitted_us <= ?",
        [microseconds(setting.now + TOLERANCE)],
    ).fetchone()
    return setting.clock()(found[0]) if found and found[0] is not None else None


def _rates(rows: Iterable[tuple[int, str, str, int, int]]) -> defaultdict[int, list[Rate]]:
    found: defaultdict[int, list[Rate]] = defaultdict(list)
    for task, name, group, passed, tried in rows:
        rate = Rate(name=shown(name, MOST_TITLE), group=shown(group), passed=passed, tried=tried)
        found[task].append(rate)
    return defaultdict(list, {task: _most_missed(rates) for task, rates in found.items()})


def _groups(tests: Sequence[Rate]) -> tuple[Rate, ...]:
    """Sum the tests of each group up."""
    passed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for each in tests:
        passed[each.group] += each.passed
        tried[each.group] += each.tried
    return tuple(
        _most_missed(
            [Rate(name=name, group=name, passed=passed[name], tried=tried[name]) for name in tried]
        )
    )


def _most_missed(rates: Iterable[Rate]) -> list[Rate]:
    """Sort by what is missed most; the name settles the rest."""
    return sorted(rates, key=lambda rate: (rate.share, rate.group, rate.name))
