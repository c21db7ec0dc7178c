"""A store of receipts and a setting -> a Board, and what a maintainer should know beside it."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from heldout.board import standings, statistics
from heldout.board.model import MOST_TITLE, Board, Notice
from heldout.board.rows import microseconds
from heldout.board.setting import TOLERANCE, Setting
from heldout.board.standings import Standings
from heldout.board.store import Store
from heldout.report.text import printable

#: So many unreadable lines are named one by one.
_MOST_NAMED = 5


def read(database: Store, setting: Setting) -> tuple[Standings, Board]:
    """Read the standings, with whose they are, and the board that shows them."""
    connection = database.connection
    tasks = standings.prepare(database, setting)
    found = standings.read(connection, tasks, setting)
    people = {
        user_id: row.candidate for user_id, row in zip(found.user_ids, found.rows, strict=True)
    }
    cohort, zone = setting.cohort, ZoneInfo(setting.time_zone)
    return found, Board(
        title=standings.shown(cohort.title if cohort else "Standings", MOST_TITLE),
        opens=cohort.opens.astimezone(zone) if cohort else None,
        closes=cohort.closes.astimezone(zone) if cohort else None,
        late_policy=cohort.late.describe() if cohort else "",
        as_of=statistics.as_of(connection, setting),
        is_pseudonymous=setting.pseudonym_key is not None,
        time_zone=setting.time_zone,
        tasks=tasks,
        standings=found.rows,
        statistics=statistics.of_tasks(connection, tasks, people, setting),
        days=statistics.of_days(connection),
        teams=found.teams,
        stale=statistics.stale(connection, tasks, people, setting),
        notices=tuple(_notices(database, setting)),
    )


def _notices(database: Store, setting: Setting) -> Iterator[Notice]:
    """Say what was left out of the standings, and why."""
    unread = database.problems()
    # A file is named by its candidate's user id.
    named = unread[:_MOST_NAMED] if setting.pseudonym_key is None else []
    for file, line, fact in named:
        where = f"{file}, line {line}" if line is not None else file
        yield Notice(printable(f"{where}: {fact}"))
    if left := len(unread) - len(named):
        what = "line cannot" if left == 1 else "lines cannot"
        yield Notice(f"{left} more {what} be read" if named else f"{left} {what} be read")
    if unread:
        yield Notice("run `heldout ledger check` for all that is wrong with the receipts")
    found = database.connection.execute(
        "SELECT count(DISTINCT user_id) FROM grades WHERE submitted_us > ?",
        [microseconds(setting.now + TOLERANCE)],
    ).fetchone()
    if found and found[0]:
        who = "1 candidate has" if found[0] == 1 else f"{found[0]} candidates have"
        yield Notice(f"{who} receipts from the future, which do not count until then")
