"""A catalogue, a standing and settings -> a new plan. The same gives the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from heldout.errors import BadInputError
from heldout.practice.plan import sessions, stages
from heldout.practice.plan.model import Item, Plan, Settings
from heldout.practice.plan.room import Room
from heldout.practice.plan.schedule import CALM_DAYS, Schedule
from heldout.practice.plan.sessions import Session, Task
from heldout.practice.plan.standing import Standing

_CODE = ("coding", "weak")


def draw_up(settings: Settings, tasks: Sequence[Task], standings: Mapping[str, Standing]) -> Plan:
    """Draw up a plan. Raises `BadInputError` if there is nothing to do, or no day to do it on."""
    if not tasks:
        raise BadInputError(
            "there is no task here that could be planned",
            next_step="run this in a clone that has challenges/ or casestudies/; "
            "heldout verify says what is wrong with those that are left out",
        )
    room = open_room(settings, settings.start)
    wanted = everything(settings, tasks, standings, room)
    schedule = Schedule(settings, room, {})
    schedule.lay_out(list(wanted.values()))
    items = [_item(each, schedule.at.get(each.key)) for each in wanted.values()]
    dropped = {each.key for each in wanted.values() if is_moot(each, schedule.at, settings.end)}
    daily = [_item(each, day) for each, day in _daily(settings, room, items, wanted)]
    kept = [each for each in items if each.key not in dropped]
    return Plan(settings=settings, items=sort([*kept, *daily], wanted))


def open_room(settings: Settings, since: date, taken: Iterable[Item] = ()) -> Room:
    """Give the room from a day on. Raises `BadInputError` if no day is left of the plan."""
    room = Room(settings, since, taken)
    if not room.days:
        begin = max(since, settings.start)
        span = f"{begin:%Y-%m-%d} to {settings.end:%Y-%m-%d}"
        if begin > settings.end:
            raise BadInputError(
                f"the plan ended on {settings.end:%Y-%m-%d}",
                next_step="give it more time with --until, or begin another one: heldout plan "
                "--out another.md",
            )
        raise BadInputError(
            f"every day from {span} is a day of rest ({', '.join(settings.rest)})",
            next_step="name fewer days with --rest, or more weeks",
        )
    return room


def everything(
    settings: Settings, tasks: Sequence[Task], standings: Mapping[str, Standing], room: Room
) -> dict[str, Session]:
    """List by key all that a plan would hold, if there were time for it."""
    tasks = sorted(tasks, key=lambda each: each.slug)
    found = [*sessions.of_tasks(tasks, standings)]
    for task in tasks:
        standing = standings.get(task.slug)
        if standing is not None and standing.is_weak:
            found += sessions.reviews(task)
    found += sessions.refreshers(tasks, standings)
    found += sessions.activities()
    most = int(room.budget * stages.MOCKS_SHARE)
    found += sessions.mocks(settings, tasks, most, settings.hours * 60)
    found.append(sessions.last(settings))
    return {each.key: each for each in found}


def sort(items: Iterable[Item], wanted: Mapping[str, Session]) -> tuple[Item, ...]:
    """Sort by day; in a day repetitions come first and mock interviews last."""

    def key(item: Item) -> tuple[Any, ...]:
        session = wanted.get(item.key)
        place = _PLACES.get(item.key.split("/", 1)[0], 1) if "/" in item.key else 1
        level = session.rise if session is not None and place == 1 else ()
        depth = session.depth if session is not None else 0
        return item.day is None, item.day or date.max, place, depth, level, item.key

    return tuple(sorted(items, key=key))


_PLACES = {"review": 0, "again": 0, "do": 2, "mock": 3}


def _item(session: Session, day: date | None) -> Item:
    return Item(key=session.key, minutes=session.minutes, text=session.text, day=day)


def is_moot(session: Session, at: Mapping[str, date], end: date) -> bool:
    """Whether a session without a day is not missed: what it follows has none, or it is too late.

    Nobody rehearses the night after.
    """
    if session.key in at or not session.is_following:
        return False
    if any(key not in at for key, _ in session.after):
        return True
    days = [at[key].toordinal() + gap for key, gap in session.after]
    if session.not_before is not None:
        days.append(session.not_before.toordinal())
    return max(days) > end.toordinal()


def _daily(
    settings: Settings, room: Room, items: Sequence[Item], wanted: Mapping[str, Session]
) -> Iterable[tuple[Session, date]]:
    """Find the days that want a problem: in the technical stage all that have no code.

    Later it is enough that the hand stays in.
    """
    coded = {each.day for each in items if each.key in wanted and wanted[each.key].group in _CODE}
    number, last = 1, settings.start
    for day in room.days:
        each = sessions.daily(number)
        pause = _PAUSES[settings.stage(day)]
        is_calm = (settings.end - day).days < CALM_DAYS
        if day in coded:
            last = day
        elif (
            pause is not None
            and not is_calm
            and (day - last).days >= pause
            and room.is_free(day, each.minutes)
        ):
            room.take(day, each.minutes)
            number, last = number + 1, day
            yield each, day


#: By stage, after how many days without code there is a problem.
_PAUSES = (None, 1, 3, 3)
