"""Times -> the last weeks, a streak of days, and the curve of points.

Days are those of whoever practises: `local` turns a time into theirs, with the summer time that
was then. So a day of 23 or 25 hours is one day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from heldout.board.model import Step
from heldout.practice.progress.facts import Interview, Key, Work
from heldout.practice.progress.model import Streak, Week

Local = Callable[[datetime], datetime]

WEEKS = 8
#: Clocks of machines that work together differ by less.
TOLERANCE = timedelta(minutes=5)
#: A machine whose clock has stopped says 1970; nothing of ours is as old as this.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def is_sound(at: datetime, now: datetime) -> bool:
    """Whether a time can be that of something done: not in the future, and not long ago."""
    return EARLIEST <= at <= now + TOLERANCE


def streak(days: Collection[date], today: date) -> Streak:
    """Count the days in a row up to today, or to yesterday while today is not over."""
    done = {day for day in days if day <= today}
    end = today if today in done else today - _DAY
    longest = 0
    for day in done:
        if day - _DAY not in done:
            longest = max(longest, _run(done, day, _DAY))
    return Streak(
        days=_run(done, end, -_DAY),
        longest=longest,
        has_today=today in done,
        last_day=max(done, default=None),
    )


def weeks(
    works: Sequence[Work], interviews: Iterable[Interview], now: datetime, local: Local
) -> tuple[Week, ...]:
    """Count the last eight weeks, of which this one is the last."""

    def monday(at: datetime) -> date:
        day = local(at).date()
        return day - _DAY * day.weekday()

    attempts = {(each.key, each.solution, monday(each.at)) for each in works}
    tried = Counter(week for _, _, week in attempts)
    passed = Counter(map(monday, _first_passes(works)))
    gained: defaultdict[date, float] = defaultdict(float)
    for at, points in _gains(works):
        gained[monday(at)] += points
    held = Counter(monday(each.at) for each in interviews)
    this = monday(now)
    return tuple(
        Week(
            monday=week,
            attempts=tried[week],
            passed=passed[week],
            points=round(gained[week], 2),
            interviews=held[week],
        )
        for week in (this - 7 * _DAY * back for back in reversed(range(WEEKS)))
    )


def curve(works: Sequence[Work], local: Local) -> tuple[Step, ...]:
    """Sum up the best points of all tasks, as hidden tests saw them, from step to step."""
    steps, total = [], 0.0
    for at, points in _gains(works):
        total += points
        steps.append(Step(local(at), round(total, 2)))
    return tuple(steps)


def _run(done: Collection[date], day: date, way: timedelta) -> int:
    length = 0
    while day in done:
        length += 1
        day += way
    return length


def _first_passes(works: Iterable[Work]) -> Iterable[datetime]:
    first: dict[Key, datetime] = {}
    for each in works:
        if each.is_passed:
            first[each.key] = min(each.at, first.get(each.key, each.at))
    return first.values()


def _gains(works: Iterable[Work]) -> Iterator[tuple[datetime, float]]:
    most: defaultdict[Key, float] = defaultdict(float)
    hidden = (each for each in works if each.is_hidden)
    for each in sorted(hidden, key=lambda work: work.at):
        if (gain := each.report.points - most[each.key]) > 0:
            most[each.key] += gain
            yield each.at, gain
