"""A plan -> iCalendar (RFC 5545): an event a session, at the day's hour wherever one is.

Times have no zone, so a journey or a change to summer time moves nothing. An event is known by its
item, not by its day: the next edition of a plan moves it in the calendar. What has lost its day is
cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from heldout.practice.plan import paper
from heldout.practice.plan.model import Item, Plan

PRODID = "-//heldout//plan//EN"


def write(plan: Plan, now: datetime, before: Plan | None = None) -> bytes:
    """Write a plan as a calendar; `before` is the edition that it replaces."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", paper.title(plan.settings))
    for item, begin in _timed(plan):
        calendar.add_component(_event(plan, item, begin, now, "CONFIRMED"))
    if before is not None:
        undated = {each.key for each in plan.items if each.day is None}
        for item, begin in _timed(before):
            if item.key in undated:
                calendar.add_component(_event(plan, item, begin, now, "CANCELLED"))
    return bytes(calendar.to_ical())


def is_ours(content: bytes) -> bool:
    """Whether a calendar was written by this."""
    return f"PRODID:{PRODID}".encode() in content


def _timed(plan: Plan) -> Iterator[tuple[Item, datetime]]:
    """Give each session of a day its time, one after the other."""
    day: date | None = None
    begin = datetime.min  # noqa: DTZ901 — floating, see above
    for item in sorted(plan.items, key=lambda each: each.day or date.max):
        if item.day is None:
            return
        if item.day != day:
            day = item.day
            begin = datetime.combine(day, time.fromisoformat(plan.settings.at))
        yield item, begin
        begin += timedelta(minutes=item.minutes)


def _event(plan: Plan, item: Item, begin: datetime, now: datetime, status: str) -> Event:
    what, command = paper.plain(item.text), paper.command(item.text)
    if command is not None:
        what = what.removesuffix(f": {command}")
    event = Event()
    event.add("uid", f"{item.key.replace('/', '.')}.{plan.settings.start:%Y%m%d}@plan.heldout")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", now.astimezone(UTC))
    event.add("sequence", plan.settings.edition - 1)
    event.add("dtstart", begin)
    event.add("dtend", begin + timedelta(minutes=max(1, item.minutes)))
    event.add("summary", f"Done: {what}" if item.is_done else what)
    event.add(
        "description", "\n".join([*([command] if command else []), f"{item.minutes} minutes"])
    )
    event.add("status", status)
    event.add("transp", "OPAQUE")
    return event
