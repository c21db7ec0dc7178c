"""A plan as iCalendar: what RFC 5545 asks for, and what a calendar needs to move an event."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import msgspec
from icalendar import Calendar

from heldout.practice.plan import calendar
from tests.practice.plan import sample
from tests.practice.plan.sample import drawn

NOW = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)


def events(content: bytes) -> dict[str, object]:
    """The events by the item that each is of."""
    found = Calendar.from_ical(content).walk("VEVENT")
    return {str(each["uid"]).split(".2026")[0]: each for each in found}


def moved(plan, key: str, day: date | None):
    """The next edition of a plan, with one item on another day."""
    items = [
        msgspec.structs.replace(each, day=day) if each.key == key else each for each in plan.items
    ]
    items.sort(key=lambda each: each.day or date.max)
    settings = msgspec.structs.replace(plan.settings, edition=2)
    return msgspec.structs.replace(plan, settings=settings, items=tuple(items))


def test_each_session_is_an_event_of_its_length_after_the_one_before():
    """In local time without a zone, so that neither a journey nor summer time moves it."""
    plan = drawn(at="17:30")
    content = calendar.write(plan, NOW)
    found = events(content)
    dated = [each for each in plan.items if each.day is not None]
    assert len(found) == len(dated)
    assert b"TZID" not in content
    pairs = [(a, b) for a, b in pairwise(dated) if a.day == b.day]
    assert pairs
    for one, other in pairs:
        end, begin = (found[each.key.replace("/", ".")] for each in (one, other))
        assert end["dtend"].dt == begin["dtstart"].dt
    for each in dated:
        event = found[each.key.replace("/", ".")]
        begin, end = event["dtstart"].dt, event["dtend"].dt
        assert begin.tzinfo is None
        assert begin.date() == each.day
        assert end - begin == timedelta(minutes=each.minutes)
    starts = {}
    for each in found.values():
        begin = each["dtstart"].dt
        starts[begin.date()] = min(begin.time(), starts.get(begin.date(), begin.time()))
    assert {f"{each:%H:%M}" for each in starts.values()} == {"17:30"}


def test_the_rules_of_the_format_are_kept():
    """CRLF, lines of 75 octets at most, what each event must have, and text that is escaped."""
    title = "Größe; ж, д\nEND:VEVENT " + "ü" * 80
    plan = drawn(tasks=(sample.task("x", text=title.replace("\n", " ")),))
    content = calendar.write(plan, NOW)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert not [line for line in lines if b"\n" in line or b"\r" in line or len(line) > 75]
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//heldout//plan//EN\r\n")
    assert b"METHOD" not in content
    event = events(content)["x"]
    assert str(event["summary"]) == title.replace("\n", " ")
    assert "SUMMARY:Größe\\; ж\\, д END:VEVENT" in content.decode()
    assert str(event["description"]) == "heldout show x\n30 minutes"
    assert event["dtstamp"].dt == NOW
    assert content == calendar.write(plan, NOW)


def test_the_next_edition_moves_an_event_and_cancels_what_lost_its_day():
    """Known by the item, with a higher number."""
    plan = drawn()
    before = events(calendar.write(plan, NOW))
    later = moved(plan, "cache", date(2027, 1, 20))
    after = events(calendar.write(later, NOW, before=plan))
    assert after.keys() == before.keys()
    assert before["cache"]["sequence"] == 0
    assert after["cache"]["sequence"] == 1
    assert after["cache"]["dtstart"].dt.date() == date(2027, 1, 20)
    gone = events(calendar.write(moved(plan, "cache", None), NOW, before=plan))
    assert gone["cache"]["status"] == "CANCELLED"
    assert gone["cache"]["sequence"] == 1
    assert gone["descent"]["status"] == "CONFIRMED"


def test_a_late_hour_goes_on_past_midnight():
    """And what is done says so."""
    plan = drawn(at="23:45")
    items = (msgspec.structs.replace(plan.items[0], is_done=True), *plan.items[1:])
    event = next(
        iter(events(calendar.write(msgspec.structs.replace(plan, items=items), NOW)).values())
    )
    assert event["dtend"].dt.date() > event["dtstart"].dt.date()
    assert str(event["summary"]).startswith("Done: ")


def test_its_own_calendars_are_known():
    """Somebody else's is not overwritten."""
    assert calendar.is_ours(calendar.write(drawn(), NOW))
    assert not calendar.is_ours(b"BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n")
