"""What a plan is: settings, dated items, and what a person wrote between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
WEEK = 7
MOST_WEEKS = 52
MOST_HOURS = 100
STAGE_COUNT = 4

Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan was made for. `at` is when a day's sessions begin in the calendar.

    `edition` counts from 1 how often it has changed.
    """

    version: Literal[1] = 1
    start: date
    days: Annotated[int, Meta(ge=1, le=MOST_WEEKS * WEEK)]
    hours: Annotated[int, Meta(ge=1, le=MOST_HOURS)]
    rest: tuple[Weekday, ...]
    at: Clock = "18:00"
    edition: Annotated[int, Meta(ge=1, le=2**31 - 1)] = 1

    def __post_init__(self) -> None:
        if self.start.toordinal() + self.days > date.max.toordinal():
            raise ValueError("the plan ends after the last date that there is")

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(days=self.days - 1)

    def week(self, day: date) -> int:
        """Count the plan's weeks from 1; each begins on the weekday of the start."""
        return max(0, (day - self.start).days) // WEEK + 1

    def stage(self, day: date) -> int:
        """Say in which stage a day is, 0 to 3: each has a fourth of the days."""
        begun = [n for n in range(STAGE_COUNT) if self.stage_start(n) <= day]
        return max(begun, default=0)

    def stage_start(self, stage: int) -> date:
        """Say on which day a stage begins; in a plan of few days two may begin on the same."""
        return self.start + timedelta(days=self.days * stage // STAGE_COUNT)

    def is_rest(self, day: date) -> bool:
        """Whether nothing is done on this day."""
        return WEEKDAYS[day.weekday()] in self.rest


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the plan. `day` is None if there is no time for it; `text` is Markdown.

    `notes` are the lines that a person wrote below it.
    """

    key: str
    minutes: int
    text: str
    day: date | None
    is_done: bool = False
    notes: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan: the items by day, those without one at the end.

    `notes` are lines below a heading: `title`, `week/3`, `left-out`; those `above` all.
    """

    settings: Settings
    items: tuple[Item, ...]
    notes: Mapping[str, tuple[str, ...]] = {}
