"""The days and the minutes that there are, and what of them is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from heldout.practice.plan.model import WEEK, Item, Settings

#: A day takes up to this much of its even share; one session alone may take more.
_FULL_DAY = 1.5


class Room:
    """What is free of a plan from a day on. A week's hours are never exceeded.

    The minutes of a week that is cut short, by the plan's end, are cut in proportion.
    """

    def __init__(self, settings: Settings, since: date, taken: Iterable[Item] = ()) -> None:
        every = [settings.start + timedelta(days=n) for n in range(settings.days)]
        active = [day for day in every if not settings.is_rest(day)]
        self._week = settings.week
        self.days = tuple(day for day in active if day >= since)
        self._open = frozenset(self.days)
        lengths, counts = (Counter(map(settings.week, days)) for days in (every, active))
        budgets = {week: settings.hours * 60 * lengths[week] // WEEK for week in lengths}
        #: The minutes of all weeks, taken or not.
        self.budget = sum(budgets.values())
        self._even = {week: budgets[week] / counts[week] for week in counts}
        self._left = Counter(budgets)
        self._load: Counter[date] = Counter()
        for item in taken:
            if item.day is not None:
                self.take(item.day, item.minutes)

    def take(self, day: date, minutes: int) -> None:
        """Take minutes of a day."""
        self._load[day] += minutes
        self._left[self._week(day)] -= minutes

    def left(self, day: date) -> int:
        """The minutes that are free of a day's week."""
        return self._left[self._week(day)]

    def share(self, day: date) -> float:
        """The minutes of a day that are free, if those of its week are spread over its days."""
        week = self._week(day)
        free = {d: self._even[week] - self._load[d] for d in self.days if self._week(d) == week}
        total = sum(max(0.0, each) for each in free.values())
        return max(0.0, free[day]) * min(1.0, max(0, self._left[week]) / total) if total else 0.0

    def is_free(self, day: date, minutes: int) -> bool:
        """Whether a session fits on a day."""
        week, load = self._week(day), self._load[day]
        if day not in self._open or minutes > self._left[week]:
            return False
        return load == 0 or load + minutes <= self._even[week] * _FULL_DAY

    def first(self, minutes: int, since: date, until: date = date.max) -> date | None:
        """Find the first day on which a session fits."""
        days = (d for d in self.days if since <= d <= until)
        return next((d for d in days if self.is_free(d, minutes)), None)

    def nearest(self, minutes: int, anchor: date) -> date | None:
        """Find the last day up to an anchor on which a session fits, or else the first after."""
        days = [d for d in reversed(self.days) if d <= anchor]
        days += [d for d in self.days if d > anchor]
        return next((d for d in days if self.is_free(d, minutes)), None)
