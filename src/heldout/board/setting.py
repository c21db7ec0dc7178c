"""What a board is built by, beside receipts: the cohort's rules, the catalogue, and a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import msgspec

from heldout.board.rows import microseconds, moment
from heldout.catalogue.cohort import Cohort

#: Clocks of machines that grade differ by less; what is later than this is from the future.
TOLERANCE = timedelta(minutes=5)
_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)

_ALWAYS_US = 1 << 62

BEFORE_OPENING = "before the opening"
TOO_LATE = "too late"


#: Turns microseconds since 1970 into a time as the board shows it.
Clock = Callable[[int], datetime]


class KnownTask(msgspec.Struct, frozen=True, kw_only=True):
    """What the catalogue knows of a task. `suite_sha256` is None where its suite is sealed."""

    slug: str
    kind: str
    title: str
    suite_sha256: str | None = None


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but the receipts. `cohort` None: everybody, everything, at any time."""

    now: datetime
    cohort: Cohort | None = None
    catalogue: tuple[KnownTask, ...] = ()
    #: Names people by pseudonyms; None: by their logins.
    pseudonym_key: bytes | None = None

    @property
    def time_zone(self) -> str:
        """The zone whose days are counted, as an IANA name."""
        return self.cohort.time_zone if self.cohort else "UTC"

    def clock(self) -> Clock:
        """Make the function that turns microseconds into times of the board's zone.

        With pseudonyms it gives only days: pushes are public, and the minute would tell whose.
        """
        zone = ZoneInfo(self.time_zone)
        if self.pseudonym_key is None:
            return partial(moment, zone=zone)
        return lambda us: moment(us, zone).replace(hour=0, minute=0, second=0, microsecond=0)

    def known(self, slug: str, kind: str) -> KnownTask:
        """Give what is known of a task; of an unknown one, its name."""
        for task in self.catalogue:
            if (task.slug, task.kind) == (slug, kind):
                return task
        return KnownTask(slug=slug, kind=kind, title=slug)

    def weight(self, slug: str, kind: str) -> float | None:
        """Give what a point of a task is worth; None where it does not count."""
        return self.cohort.weight(slug, kind) if self.cohort else 1.0


class Window(msgspec.Struct, frozen=True):
    """A stretch of time: which part of the points counts of what comes then, and why not all.

    It begins with `from_us` and ends before `until_us`.
    """

    from_us: int
    until_us: int
    factor: float
    reason: str


def windows(cohort: Cohort | None, until: datetime) -> list[Window]:
    """Split time, up to `until`, by what work counts that is handed in then.

    A late policy falls in steps, one a day, so a handful of windows says all of it.
    """
    if cohort is None:
        return [Window(-_ALWAYS_US, _ALWAYS_US, 1.0, "")]
    starts = sorted(_starts(cohort, until))
    ends = [*map(microseconds, starts[1:]), _ALWAYS_US]
    opens_us = microseconds(cohort.opens)
    found = [Window(-_ALWAYS_US, opens_us, 0.0, BEFORE_OPENING)]
    for start, end_us in zip(starts, ends, strict=True):
        factor = cohort.late_factor(start)
        found.append(Window(microseconds(start), end_us, factor, "" if factor else TOO_LATE))
    return found


def _starts(cohort: Cohort, until: datetime) -> Iterator[datetime]:
    """Find the moments from which other work counts than before."""
    yield cohort.opens
    if cohort.late.until is not None:
        yield cohort.late.until + _MICROSECOND
    late = cohort.closes + _MICROSECOND
    while late <= until:
        yield late
        if cohort.late_factor(late) == 0:
            return
        late += _DAY
