"""Sessions and room -> which day. What needs another comes after it; a stage is spread evenly.

First the mock interviews, on their days. Then stage after stage: what fits is chosen, each kind of
work by its share, and walked over the days so that each has as much. Then what is wanted so many
days after something; and what is left over goes where there is room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from heldout.practice.plan import stages
from heldout.practice.plan.model import STAGE_COUNT, Settings
from heldout.practice.plan.room import Room
from heldout.practice.plan.sessions import Session
from heldout.practice.plan.stages import Group

#: What is left over is not learnt in the last days.
CALM_DAYS = 2
_Groups = dict[Group, list[Session]]


class Schedule:
    """Days for sessions. `at` are the days of all that is placed, by key."""

    def __init__(self, settings: Settings, room: Room, at: Mapping[str, date]) -> None:
        self._settings = settings
        self._room = room
        self.at = dict(at)

    def lay_out(self, sessions: Sequence[Session]) -> None:
        """Place what there is room for."""
        wanted = {each.key for each in sessions}
        anchored = [each for each in sessions if each.anchor is not None]
        following = [each for each in sessions if each.anchor is None and each.is_following]
        rest = [each for each in sessions if each.anchor is None and not each.is_following]
        for each in anchored:
            self._place(each, self._room.nearest(each.minutes, each.anchor or date.max))
        following.sort(key=lambda each: each.rise)
        following = [each for each in following if not self.put(each, wanted)]
        reserved = self._reserved(following)
        left: list[Session] = []
        for number in range(STAGE_COUNT):
            own = [each for each in rest if each.stage == number]
            left = self._fill(number, own, left, wanted, reserved)
        for each in following:
            self.put(each, wanted)
        calm = self._settings.end - timedelta(days=CALM_DAYS)
        for each in left:
            self.put(each, wanted, calm)

    def mend(
        self, sessions: Sequence[Session], kept: Mapping[str, date], wanted: Iterable[str]
    ) -> None:
        """Leave what is kept on its day, if that can be, and place the rest in what is left."""
        booked = {}
        for each in sessions:
            day = kept.get(each.key)
            if day is not None and each.minutes <= self._room.left(day):
                self._room.take(day, each.minutes)
                booked[each.key] = day
        for each in in_order(sessions):
            day, since = booked.get(each.key), self.earliest(each, wanted)
            if day is not None and since is not None and day >= since:
                self.at[each.key] = day
                continue
            if day is not None:
                self._room.take(day, -each.minutes)
            self.put(each, wanted)

    def put(self, session: Session, wanted: Iterable[str], until: date = date.max) -> bool:
        """Place one session on the first day that has room for it; False if none has."""
        since = self.earliest(session, wanted)
        if since is not None:
            begin = max(since, self._settings.stage_start(session.stage))
            self._place(session, self._room.first(session.minutes, begin, until))
        return session.key in self.at

    def earliest(self, session: Session, wanted: Iterable[str]) -> date | None:
        """Say from when on a session may be; None if it waits for something without a day."""
        days = [session.not_before or self._settings.start]
        for key, gap in session.after:
            if key in self.at:
                days.append(self.at[key] + timedelta(days=gap))
            elif key in wanted:
                return None
        return max(days)

    def _place(self, session: Session, day: date | None) -> None:
        if day is not None:
            self.at[session.key] = day
            self._room.take(day, session.minutes)

    def _reserved(self, following: Iterable[Session]) -> float:
        """Say which share of all time to keep free for what follows something."""
        minutes = sum(each.minutes for each in following)
        return min(_MOST_RESERVED, minutes / self._room.budget)

    def _fill(
        self,
        stage: int,
        own: Sequence[Session],
        left: Sequence[Session],
        wanted: set[str],
        reserved: float,
    ) -> list[Session]:
        """Spread a stage's work over its days, and what was left by those before.

        Returns what did not fit.
        """
        days = [day for day in self._room.days if self._settings.stage(day) == stage]
        shares = [self._room.share(day) * (1 - reserved) for day in days]
        parts = stages.STAGES[stage].shares
        chosen: dict[str, Session] = {}
        urgent = _needed([*own, *(each for each in left if each.group == "weak")], left)
        others = [each for each in left if each not in urgent]
        for pool in (urgent, others if stage < stages.FINAL else []):
            minutes = sum(shares) - sum(each.minutes for each in chosen.values())
            self._choose(pool, minutes, parts, chosen, wanted)
        self._walk(in_order(list(chosen.values())), days, shares, wanted)
        return [each for each in (*left, *own) if each.key not in self.at]

    def _choose(
        self,
        pool: Sequence[Session],
        minutes: float,
        parts: Mapping[Group, int],
        chosen: dict[str, Session],
        wanted: set[str],
    ) -> None:
        groups = _grouped(pool, lambda each: each.worth)
        turns = _interleaved(groups, {name: parts.get(name, 1) for name in groups})
        # What is weak is not weighed against anything.
        ordered = sorted(turns, key=lambda each: each.group != "weak")
        for each in _before_others(ordered):
            is_ready = all(
                key in chosen or key in self.at or key not in wanted for key, _ in each.after
            )
            if is_ready and each.minutes <= minutes:
                chosen[each.key] = each
                minutes -= each.minutes

    def _walk(
        self,
        order: Sequence[Session],
        days: Sequence[date],
        shares: Sequence[float],
        wanted: set[str],
    ) -> None:
        """Place sessions in their order; each day gets its part of what there is to do."""
        if not sum(shares):
            return
        scale = sum(each.minutes for each in order) / sum(shares)
        due = [share * scale for share in accumulate(shares)]
        walked, today = 0, 0
        for each in order:
            while today < len(days) - 1 and walked + each.minutes / 2 > due[today]:
                today += 1
            since = self.earliest(each, wanted)
            if since is None:
                continue
            day = self._room.first(each.minutes, max(since, days[today]))
            if day is None or day > days[-1]:
                day = self._room.first(each.minutes, max(since, days[0]))
            if day is not None and day <= days[-1]:
                self._place(each, day)
            walked += each.minutes


#: What is wanted after a failure gets no more than this of the time before the rest has had its.
_MOST_RESERVED = 0.25


def in_order(sessions: Sequence[Session]) -> list[Session]:
    """Put sessions in the order in which they are to be done.

    What is weak comes first; the other kinds of work take turns, the easy before the hard, and
    nothing comes before what it needs.
    """
    groups = _grouped(sessions, lambda each: each.rise)
    weak = groups.pop("weak", [])
    minutes = {name: sum(each.minutes for each in of) for name, of in groups.items()}
    return list(_before_others([*weak, *_interleaved(groups, minutes)]))


def _needed(sessions: Sequence[Session], among: Sequence[Session]) -> list[Session]:
    """Add to sessions those among others that they need."""
    others = {each.key: each for each in among}
    found = {each.key: each for each in sessions}
    ways = list(sessions)
    while ways:
        for key, _ in ways.pop().after:
            if key in others and key not in found:
                found[key] = others[key]
                ways.append(others[key])
    return list(found.values())


def _grouped(sessions: Iterable[Session], rank: Callable[[Session], Any]) -> _Groups:
    """Group by kind of work, each sorted; ranks of different kinds cannot be compared."""
    groups: defaultdict[Group, list[Session]] = defaultdict(list)
    for each in sessions:
        groups[each.group].append(each)
    return {name: sorted(of, key=rank) for name, of in groups.items()}


def _interleaved(
    groups: Mapping[Group, Sequence[Session]], shares: Mapping[Group, float]
) -> Iterator[Session]:
    """Take turns so that at any time each group has had minutes in proportion to its share."""
    used = dict.fromkeys(groups, 0.0)
    waiting = {name: list(of) for name, of in sorted(groups.items()) if of}
    while waiting:

        def lag(name: Group) -> float:
            return (used[name] + waiting[name][0].minutes / 2) / shares[name]

        name = min(waiting, key=lag)
        used[name] += waiting[name][0].minutes
        yield waiting[name].pop(0)
        if not waiting[name]:
            del waiting[name]


def _before_others(sessions: Sequence[Session]) -> Iterator[Session]:
    """Move what others need before them, and leave the order as it is otherwise."""
    waiting = {each.key: each for each in sessions}

    def with_needed(each: Session) -> Iterator[Session]:
        del waiting[each.key]
        for key, _ in each.after:
            if key in waiting:
                yield from with_needed(waiting[key])
        yield each

    for each in sessions:
        if each.key in waiting:
            yield from with_needed(each)
