"""What somebody asks of `heldout plan` -> the settings of a plan."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.practice.plan.model import Settings

WEEKS, HOURS, REST, START_AT = 8, 8, "sunday", "18:00"
MOST_WEEKS, MOST_HOURS = 52, 100


class Asked(msgspec.Struct, frozen=True):
    """What was asked for; None is what nobody asked for."""

    start: datetime | None
    weeks: int | None
    until: datetime | None
    hours: int | None
    rest: str | None
    at: str | None

    def settings(self, today: date) -> Settings:
        """Make the settings of a new plan. Raises `BadInputError`."""
        from heldout.practice.plan.model import WEEK

        start = today if self.start is None else self.start.date()
        days = _days(start, self) or (self.weeks or WEEKS) * WEEK
        facts = {
            "start": start.isoformat(),
            "days": days,
            "hours": self.hours or HOURS,
            "rest": _weekdays(self.rest or REST),
            "at": self.at or START_AT,
        }
        return _converted(facts)

    def changed(self, settings: Settings) -> Settings:
        """Change the settings of a plan by what was asked for. Raises `BadInputError`."""
        from heldout.practice.plan.model import WEEK

        if self.start is not None and self.start.date() != settings.start:
            raise BadInputError(
                f"this plan began on {settings.start}, and its weeks are counted from there",
                next_step="leave --start away; or begin another plan: heldout plan --start "
                f"{self.start:%Y-%m-%d} --out another.md",
            )
        facts = msgspec.to_builtins(settings)
        days = _days(settings.start, self) or (self.weeks or 0) * WEEK
        return _converted(
            facts
            | ({"days": days} if days else {})
            | ({"hours": self.hours} if self.hours else {})
            | ({"rest": _weekdays(self.rest)} if self.rest else {})
            | ({"at": self.at} if self.at else {})
        )


def _converted(facts: dict[str, object]) -> Settings:
    from heldout.practice.plan.model import Settings

    try:
        return msgspec.convert(facts, Settings)
    except msgspec.ValidationError as exc:
        what = "--at is a time like 18:00, not " + f"{facts['at']!r}"
        raise BadInputError(
            what if "$.at" in str(exc) else f"there is no such plan: {exc}",
            next_step="heldout plan --help says what can be asked for",
        ) from None


def _days(start: date, asked: Asked) -> int:
    """Count the days until the last one; 0 if nobody named one. Raises `BadInputError`."""
    from heldout.practice.plan.model import WEEK

    if asked.until is None:
        return 0
    days = (asked.until.date() - start).days + 1
    if not 1 <= days <= MOST_WEEKS * WEEK:
        fact = (
            f"--until {asked.until:%Y-%m-%d} is before the plan begins, on {start}"
            if days < 1
            else f"from {start} to {asked.until:%Y-%m-%d} are {days:,} days, and a plan has at "
            f"most {MOST_WEEKS} weeks"
        )
        raise BadInputError(fact, next_step="name a day after the start, within a year of it")
    return days


def _weekdays(text: str) -> list[str]:
    """Read days' names, or the first letters of them; none is none. Raises `BadInputError`."""
    from heldout.practice.plan.model import WEEKDAYS

    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    if words == ["none"]:
        return []
    found = []
    for word in words:
        of_word = [day for day in WEEKDAYS if len(word) >= 2 and day.startswith(word)]
        if len(of_word) != 1:
            raise BadInputError(
                f"--rest does not know the day {word!r}",
                next_step=f"days are {', '.join(WEEKDAYS)}; --rest none is for no day of rest",
            )
        found += of_word
    if len(set(found)) == len(WEEKDAYS):
        raise BadInputError(
            "every day is a day of rest, and there is none to plan",
            next_step="name fewer days with --rest",
        )
    return [day for day in WEEKDAYS if day in found]
