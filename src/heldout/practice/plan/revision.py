"""A plan and what has happened since -> the plan from now on.

What is ticked stays. What is still to come stays on its day too, if it can: only what slipped moves
into the time that is free. If that is not enough, all that is still open is laid out anew. No item
and no note is ever dropped; what there is no time for has no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from heldout.practice.plan import draft, sessions
from heldout.practice.plan.model import Item, Plan, Settings
from heldout.practice.plan.room import Room
from heldout.practice.plan.schedule import Schedule, in_order
from heldout.practice.plan.sessions import Session, Task
from heldout.practice.plan.standing import Standing

GONE = " (no longer in the catalogue)"
_SEED = re.compile(r"--seed ([A-Z0-9]+)")
_REPETITION = re.compile(r"(?:review|again)/([^/]+)")


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan is revised by: the day, how tasks stand, interviews by seed, names of tasks.

    `names` are those of all tasks, also of one whose folder cannot be read now.
    """

    today: date
    standings: Mapping[str, Standing]
    finished_seeds: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


class Revised(msgspec.Struct, frozen=True, kw_only=True):
    """The plan from now on; keys of what was ticked, moved, added, left out, and is gone."""

    plan: Plan
    ticked: tuple[str, ...]
    moved: tuple[str, ...]
    added: tuple[str, ...]
    left_out: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether there is anything new in it."""
        return bool(self.ticked or self.moved or self.added or self.left_out or self.gone)


def revise(old: Plan, settings: Settings, tasks: Sequence[Task], happened: Happened) -> Revised:
    """Revise a plan by what has happened; `settings` are its own, or changed ones.

    Raises `BadInputError` if no day is left.
    """
    items = _ticked(old.items, settings, happened)
    settled = [each for each in items if each.is_done]
    room = draft.open_room(settings, happened.today)
    everything = draft.everything(settings, tasks, happened.standings, room)
    gone = [each for each in items if not each.is_done and _is_gone(each.key, happened.names)]
    still = [each for each in items if not each.is_done and each not in gone]
    wanted = {each.key: _session(each, everything) for each in still}
    added = {each.key: each for each in _new_reviews(items, tasks, happened)}
    wanted |= added
    is_anew = msgspec.structs.replace(old.settings, at=settings.at) != settings
    at = _place(is_anew, settings, settled, wanted, items, happened.today)
    revised = [
        *settled,
        *map(_gone, gone),
        *(
            msgspec.structs.replace(each, day=at.get(each.key), text=each.text.removesuffix(GONE))
            for each in still
        ),
        *(
            Item(key=key, minutes=each.minutes, text=each.text, day=at.get(key))
            for key, each in added.items()
            if not draft.is_moot(each, at, settings.end)
        ),
    ]
    items_in_order = draft.sort(revised, everything | wanted)
    return _compared(old, Plan(settings=settings, items=items_in_order, notes=old.notes))


def _compared(old: Plan, plan: Plan) -> Revised:
    before = {each.key: each for each in old.items}
    ticked: list[str] = []
    moved: list[str] = []
    added: list[str] = []
    left_out: list[str] = []
    gone: list[str] = []
    for each in plan.items:
        was = before.get(each.key)
        if was is None:
            added.append(each.key)
        elif each.is_done != was.is_done:
            ticked.append(each.key)
        elif each.text.endswith(GONE) > was.text.endswith(GONE):
            gone.append(each.key)
        elif each.day != was.day:
            (moved if each.day is not None else left_out).append(each.key)
    changed = ticked or moved or added or left_out or gone
    if changed or plan.settings != old.settings:
        edition = old.settings.edition + 1
        settings = msgspec.structs.replace(plan.settings, edition=edition)
        plan = msgspec.structs.replace(plan, settings=settings)
    return Revised(
        plan=plan,
        ticked=tuple(ticked),
        moved=tuple(moved),
        added=tuple(added),
        left_out=tuple(left_out),
        gone=tuple(gone),
    )


def _ticked(items: Sequence[Item], settings: Settings, happened: Happened) -> list[Item]:
    """Tick what is done by what is recorded: a task that passed, an interview that was finished.

    A day on which a task passed counts for one repetition, that which was due.
    """
    done = {each.key for each in items if _is_done(each, settings, happened)}
    unused = {slug: list(each.passed_on) for slug, each in happened.standings.items()}
    for each in items:
        match = _REPETITION.match(each.key)
        days = unused.get(match[1], []) if match is not None else []
        passed = next((day for day in days if each.day is not None and day >= each.day), None)
        if passed is not None:
            days.remove(passed)
            done.add(each.key)
    return [
        msgspec.structs.replace(each, is_done=True) if each.key in done else each for each in items
    ]


def _is_done(item: Item, settings: Settings, happened: Happened) -> bool:
    standing = happened.standings.get(item.key)
    if standing is not None:
        return not standing.is_weak or any(day >= settings.start for day in standing.passed_on)
    seed = _SEED.search(item.text) if item.key.startswith("mock/") else None
    return seed is not None and seed[1] in happened.finished_seeds


def _is_gone(key: str, names: Iterable[str]) -> bool:
    match = _REPETITION.match(key)
    slug = match[1] if match is not None else key
    return "/" not in slug and slug not in names


def _gone(item: Item) -> Item:
    text = item.text if item.text.endswith(GONE) else item.text + GONE
    return msgspec.structs.replace(item, day=None, text=text)


def _session(item: Item, everything: Mapping[str, Session]) -> Session:
    own = everything.get(item.key) or sessions.unknown(item.key, item.minutes, item.text)
    return msgspec.structs.replace(own, minutes=item.minutes)


def _new_reviews(
    items: Sequence[Item], tasks: Sequence[Task], happened: Happened
) -> Iterator[Session]:
    """List repetitions of what has failed since the last one, and has none to come."""
    keys = {each.key for each in items if not each.is_done}
    yesterday = happened.today - timedelta(days=1)
    for task in tasks:
        standing = happened.standings.get(task.slug)
        if standing is None or not standing.is_weak:
            continue
        own = {
            int(match[2]): each
            for each in items
            if (match := sessions.REVIEW.match(each.key)) and match[1] == task.slug
        }
        had = [each.day for each in own.values() if each.day is not None]
        if all(each.is_done for each in own.values()) and standing.on > max(had, default=date.min):
            since = None if task.slug in keys else max(standing.on, yesterday)
            yield from sessions.reviews(task, max(own, default=0) + 1, since)


def _place(
    is_anew: bool,
    settings: Settings,
    settled: Sequence[Item],
    wanted: Mapping[str, Session],
    items: Sequence[Item],
    today: date,
) -> dict[str, date]:
    """Find days: for what slipped alone, or if that is not enough for all that is open."""
    at = {each.key: each.day for each in settled if each.day is not None}
    dated = {each.key: each.day for each in items if each.key in wanted and each.day is not None}
    if not is_anew:
        room = Room(settings, today, settled)
        mended = Schedule(settings, room, at)
        kept = {key: day for key, day in dated.items() if day in room.days}
        # What had no day yet waits until what had one has its.
        mended.mend([each for key, each in wanted.items() if key in dated], kept, wanted)
        if all(key in mended.at for key in dated):
            for each in in_order([each for key, each in wanted.items() if key not in dated]):
                mended.put(each, wanted)
            return mended.at
    anew = Schedule(settings, Room(settings, today, settled), at)
    anew.lay_out(list(wanted.values()))
    return anew.at
