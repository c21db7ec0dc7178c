"""A file of `cohorts/` -> a Cohort: who takes part, from when to when, and what counts how much.

cohorts/
    README.md  <name>.toml

docs/cohorts.md explains every key with examples.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec
from msgspec import Meta

from heldout.catalogue import manifest
from heldout.catalogue.challenge import SLUG
from heldout.catalogue.unknown import did_you_mean
from heldout.errors import CatalogueError

Text = Annotated[str, Meta(min_length=1)]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=100)]
Time = Annotated[datetime, Meta(tz=True)]
#: What a point of a task is worth. The upper bound keeps out infinity, which TOML can say.
Weight = Annotated[float, Meta(gt=0, le=1000)]
Weights = Annotated[dict[Slug, Weight], Meta(min_length=1)]
#: As long as what the board shows of a name.
TeamName = Annotated[str, Meta(min_length=1, max_length=60)]
Policy = Literal["none", "penalty", "closed"]

#: What receipts call the kinds of tasks, by the table that weighs them.
_KINDS = {"challenges": "challenge", "casestudies": "casestudy", "followups": "follow-up"}
#: Names that are given today are stricter about hyphens, but older accounts keep theirs; those
#: that a company manages end in an underscore and the company's code.
_LOGIN = re.compile(r"(?=.{1,39}\Z)(?=.*[A-Za-z0-9])[A-Za-z0-9-]+(?:_[A-Za-z0-9]+)?")
_HOW_TO_WRITE_A_TIME = (
    "write day, time and zone, as 2026-09-01T09:00:00+02:00, or 2026-09-01T07:00:00Z for UTC"
)
_TIMES = re.compile(r"(?:opens|closes|late\.until): ")
#: Beyond these a year is a slip, or says "never"; and sums of times stay within the calendar.
_YEARS = range(2000, 3000)
#: Found among the system's zones, but another thing on each machine, or with leap seconds.
_NO_ZONES = re.compile(r"localtime|Factory|posixrules|(?:posix|right)/.*")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


class Task(NamedTuple):
    """What receipts name a task by; `kind` is `challenge`, `casestudy` or `follow-up`."""

    slug: str
    kind: str


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of work that is handed in after closing.

    `none`: nothing, it counts in full. `closed`: it does not count. `penalty`: it loses `per_day`
    of its points for each day of 24 hours that has begun, and all of them after `until`.
    """

    policy: Policy
    per_day: Annotated[float, Meta(gt=0, le=1)] | None = None
    until: Time | None = None

    def factor(self, submitted_at: datetime, late_by: timedelta) -> float:
        """Give the share of its points that late work keeps.

        `submitted_at` is in UTC, `late_by` more than nothing: see `Cohort.late_factor`.
        """
        if self.per_day is None:
            return 1.0 if self.policy == "none" else 0.0
        if self.until is not None and submitted_at > self.until:
            return 0.0
        days_begun = -(-late_by // _DAY)
        # As one would write it: 0.7 after three days of 0.1 each.
        return round(max(0.0, 1.0 - self.per_day * days_begun), 12)

    def describe(self) -> str:
        """Say it in words, to follow `Late work:`."""
        if self.per_day is None:
            return "counts in full" if self.policy == "none" else "does not count"
        end = f", until {self.until:%Y-%m-%d %H:%M %Z}" if self.until is not None else ""
        return f"{self.per_day * 100:g} % less for every day begun after the closing{end}"


class Cohort(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of `cohorts/`, field by field. Times have a zone.

    `roster` None: everybody may take part. Where no table weighs anything, everything counts, with
    weight 1. `attempts_per_day` is for a candidate and a task; days are those of `time_zone`, an
    IANA name. `pseudonyms`: whether boards that are shown outside name people by them.
    """

    title: Text
    opens: Time
    closes: Time
    roster: tuple[str, ...] | None = None
    challenges: Weights = {}
    casestudies: Weights = {}
    followups: Weights = {}
    late: Late = Late("closed")
    attempts_per_day: Annotated[int, Meta(ge=1, le=100)] | None = None
    pseudonyms: bool = False
    teams: dict[TeamName, tuple[str, ...]] = {}
    time_zone: str = "UTC"

    def admits(self, login: str) -> bool:
        """Whether somebody may take part; GitHub's logins have no case."""
        return self.roster is None or login.lower() in map(str.lower, self.roster)

    def tasks(self) -> tuple[Task, ...] | None:
        """Give what counts, in the file's order; None where that is everything."""
        named = (Task(slug, kind) for kind, table in self._weights.items() for slug in table)
        return tuple(named) or None

    def weight(self, slug: str, kind: str) -> float | None:
        """Give what a point of a task is worth; None where the task does not count."""
        if self.tasks() is None:
            return 1.0
        return self._weights.get(kind, {}).get(slug)

    def late_factor(self, submitted_at: datetime) -> float:
        """Give the share of its points that work keeps, 0 to 1, by when it was handed in.

        1 from `opens` to `closes`, both included; then what the late policy leaves. 0, before
        `opens` too, means that it does not count. Raises `TypeError` for a time without a zone.
        """
        time = _in_utc(submitted_at)
        if time < self.opens:
            return 0.0
        late_by = time - self.closes
        return self.late.factor(time, late_by) if late_by > timedelta(0) else 1.0

    @property
    def _weights(self) -> dict[str, Mapping[str, float]]:
        return {kind: getattr(self, table) for table, kind in _KINDS.items()}


class Catalogue(Protocol):
    """What a cohort's slugs are looked up in; a `Repository` is one."""

    def slugs(self) -> Collection[str]:
        """The names of all challenges."""

    def casestudy_slugs(self) -> Collection[str]:
        """The names of all written prompts."""


def load(path: Path, *, known: Catalogue | None = None) -> Cohort:
    """Load a cohort. Raises `CatalogueError` with all of the file's mistakes.

    Whether its slugs exist is looked at where a catalogue is at hand.
    """
    read, mistakes = manifest.read(path, Cohort)
    if read is None:
        mistakes = tuple(_explained(path.name, mistake) for mistake in mistakes)
    else:
        found = list(_misfits(read))
        if known is not None:
            found += unknown_slugs(read, known.slugs(), known.casestudy_slugs())
        mistakes = tuple(f"{path.name}: {mistake}" for mistake in found)
    if not SLUG.fullmatch(path.stem):
        mistakes += (f"{path.name}: the file's name must be lower-case words joined by hyphens",)
    if mistakes or read is None:
        raise CatalogueError(path.parent, mistakes)
    return read


def attempts_left(cohort: Cohort, times: Sequence[datetime], now: datetime) -> int | None:
    """Count the attempts that somebody still has at a task today; None where there is no limit.

    `times` are when the attempts so far were handed in, without those that we failed to grade.
    Today is that of the cohort's time zone. Raises `TypeError` for a time without a zone.
    """
    if cohort.attempts_per_day is None:
        return None
    zone = ZoneInfo(cohort.time_zone)
    today = _in_utc(now).astimezone(zone).date()
    used = sum(_in_utc(time).astimezone(zone).date() == today for time in times)
    return max(0, cohort.attempts_per_day - used)


def unknown_slugs(
    cohort: Cohort, challenges: Collection[str], casestudies: Collection[str]
) -> Iterator[str]:
    """Find tasks that are not in the catalogue, as `dotted.path: fact`."""
    both = (("challenge", challenges), ("written prompt", casestudies))
    for table in _KINDS:
        here, elsewhere = both[::-1] if table == "casestudies" else both
        for slug in getattr(cohort, table):
            if slug in here[1]:
                continue
            if slug in elsewhere[1]:
                hint = f"it is a {elsewhere[0]}"
                hint += ", which is weighed in " + (
                    "[challenges] or [followups]" if table == "casestudies" else "[casestudies]"
                )
            else:
                hint = did_you_mean(slug, here[1]).strip() or "`heldout list` shows them all"
            yield f"{table}.{slug}: there is no {here[0]} of this name ({hint})"


def _explained(file: str, mistake: str) -> str:
    is_time = _TIMES.match(mistake.removeprefix(f"{file}: "))
    return f"{mistake} ({_HOW_TO_WRITE_A_TIME})" if is_time else mistake


def _misfits(cohort: Cohort) -> Iterator[str]:
    """Find what is well formed and makes no sense, as `dotted.path: fact`."""
    if not cohort.title.strip():
        yield "title: is blank"
    yield from _bad_times(cohort)
    yield from _bad_late(cohort.late)
    if not _is_zone(cohort.time_zone):
        hint = did_you_mean(cohort.time_zone, available_timezones()) or "write it as Europe/Berlin"
        yield f"time_zone: {cohort.time_zone!r} is no IANA time zone ({hint.strip()})"
    yield from _bad_people(cohort)


def _bad_times(cohort: Cohort) -> Iterator[str]:
    times = {"opens": cohort.opens, "closes": cohort.closes, "late.until": cohort.late.until}
    for path, time in times.items():
        if time is not None and time.year not in _YEARS:
            yield f"{path}: the year {time.year} is not one of {_YEARS[0]} to {_YEARS[-1]}"
    if cohort.closes <= cohort.opens:
        yield f"closes: must be after opens, which is {cohort.opens.isoformat()}"
    if cohort.late.until is not None and cohort.late.until <= cohort.closes:
        yield f"late.until: must be after closes, which is {cohort.closes.isoformat()}"


def _bad_late(late: Late) -> Iterator[str]:
    if late.policy == "penalty":
        if late.per_day is None:
            yield "late.per_day: required with the policy penalty (0.1 takes a tenth a day)"
        return
    for name, value in {"per_day": late.per_day, "until": late.until}.items():
        if value is not None:
            yield f"late.{name}: is for the policy penalty, and this one is {late.policy}"


def _is_zone(name: str) -> bool:
    if _NO_ZONES.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A folder of zones, or a name that no file can have, is an OSError.
        return False
    return True


def _bad_people(cohort: Cohort) -> Iterator[str]:
    if cohort.roster is not None:
        if not cohort.roster:
            yield "roster: names nobody; leave it out to let everybody take part"
        yield from _bad_logins("roster", cohort.roster)
    roster = {login.lower() for login in cohort.roster or ()}
    team_of: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for team, members in cohort.teams.items():
        path = f"teams.{team}"
        if not team.strip():
            yield f"{path}: a team needs a name that can be seen"
        if not members:
            yield f"{path}: names nobody; leave the team out"
        yield from _bad_logins(path, members)
        # Boards show names by their words.
        other = spelt.setdefault(" ".join(team.split()).casefold(), team)
        if other != team:
            yield f"{path}: is {other!r} again but for capitals or spaces"
        for n, login in enumerate(members):
            other = team_of.setdefault(login.lower(), team)
            if other != team:
                yield f"{path}[{n}]: {login} is in the team {other!r} already"
            if roster and _LOGIN.fullmatch(login) and login.lower() not in roster:
                hint = did_you_mean(login.lower(), roster) or "add it there, or take it out"
                yield f"{path}[{n}]: {login} is not in the roster ({hint.strip()})"


def _bad_logins(path: str, logins: Sequence[str]) -> Iterator[str]:
    first_at: dict[str, int] = {}
    for n, login in enumerate(logins):
        if not _LOGIN.fullmatch(login):
            yield (
                f"{path}[{n}]: {login!r} is no GitHub login, which has at most 39 letters, digits "
                "and hyphens"
            )
        elif (first := first_at.setdefault(login.lower(), n)) < n:
            yield f"{path}[{n}]: {login} is there already, as {path}[{first}]"


def _in_utc(time: datetime) -> datetime:
    """Turn a time into UTC, whatever its zone; `astimezone` would take one without for local."""
    return _EPOCH + (time - _EPOCH)
