"""An interview as a file of events, and where it stands by them.

.heldout/interviews/2026-12-01-0930-coding/
    session.ndjson      what happened, a line each; everything else is made from it
    .lock               held while somebody sits in it

A line is never rewritten, and is on its way to the disk before the next thing happens: so a
terminal that is closed, or a machine that goes down, costs no more than the seconds since the last
heartbeat. The clock of an interview counts the seconds in which somebody sat in it, by a clock that
nobody sets: not the time between, not a machine's sleep, not a change of the date.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import filelock
import msgspec
from msgspec import Meta

from heldout.errors import BadInputError
from heldout.practice import place
from heldout.practice.interview.loop import Loop
from heldout.report import Report

FOLDER = "interviews"
_FILE = "session.ndjson"
_LOCK = ".lock"
#: Whoever sits in a session writes at least this often, and is asked to so much oftener.
HEARTBEAT_S = 15.0
BEAT_S = 5.0

Time = Annotated[datetime, Meta(tz=True)]
Seconds = Annotated[float, Meta(ge=0)]


class _Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="what"):
    """`at` is the time of day, `clock_s` the seconds that were sat so far."""

    at: Time
    clock_s: Seconds


class Started(_Event, frozen=True, kw_only=True, tag="started"):
    """The interview began."""

    loop: Loop
    version: int = 1


class Sat(_Event, frozen=True, kw_only=True, tag="sat"):
    """Somebody is still there; written now and then, and when a pause begins."""


class Resumed(_Event, frozen=True, kw_only=True, tag="resumed"):
    """Somebody came back."""


class Moved(_Event, frozen=True, kw_only=True, tag="moved"):
    """Another phase began; both are counted from 0."""

    round: int
    phase: int


class Noted(_Event, frozen=True, kw_only=True, tag="noted"):
    """Something was said or written down."""

    text: str


class Checked(_Event, frozen=True, kw_only=True, tag="checked"):
    """The public tests were run, or an answer was looked at."""

    slug: str
    report: Report


class Helped(_Event, frozen=True, kw_only=True, tag="helped"):
    """A hint was given, counted from 1."""

    slug: str
    number: int


class Asked(_Event, frozen=True, kw_only=True, tag="asked"):
    """A question was asked; `probe` is the point that it digs for, None for a planned one."""

    slug: str
    question: str
    probe: str | None = None


class Answered(_Event, frozen=True, kw_only=True, tag="answered"):
    """A question was answered."""

    slug: str
    question: str
    text: str


class Graded(_Event, frozen=True, kw_only=True, tag="graded"):
    """What was handed in at the end of a round was graded."""

    slug: str
    report: Report


class Finished(_Event, frozen=True, kw_only=True, tag="finished"):
    """The interview is over."""

    early: bool = False


Event = (
    Started
    | Sat
    | Resumed
    | Moved
    | Noted
    | Checked
    | Helped
    | Asked
    | Answered
    | Graded
    | Finished
)
_decoder = msgspec.json.Decoder(Event)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Where an interview stands. `spent_s[round][phase]` are the seconds that were sat there."""

    loop: Loop
    started_at: datetime
    clock_s: float
    round: int
    phase: int
    spent_s: tuple[tuple[float, ...], ...]
    hints: dict[str, int]
    is_finished: bool


def folder_name(started_at: datetime, track: str) -> str:
    """Name the folder of a session."""
    return f"{started_at:%Y-%m-%d-%H%M}-{track}"


def file(folder: Path) -> Path:
    """Say where the events of a session are."""
    return folder / _FILE


def find(root: Path) -> list[Path]:
    """List the sessions of a repository, the newest first."""
    folder = place.folder(root) / FOLDER
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if (path / _FILE).is_file()), reverse=True)


def begin(root: Path, started: Started) -> Path:
    """Make the folder of a new session, with its first event. Raises `OSError`."""
    folder = place.made(root) / FOLDER
    folder.mkdir(exist_ok=True)
    name, number = folder_name(started.at, started.loop.track), 1
    while True:
        made = folder / (name if number == 1 else f"{name}-{number}")
        try:
            made.mkdir()
        except FileExistsError:
            number += 1
            continue
        append(made, started)
        return made


def append(folder: Path, event: Event) -> None:
    """Add an event; when this returns, the system has it. Raises `OSError`."""
    descriptor = os.open(folder / _FILE, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        size = os.lseek(descriptor, 0, os.SEEK_END)
        # A line that was never finished must not swallow the next.
        is_torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        line = b"\n" * is_torn + msgspec.json.encode(event) + b"\n"
        # A disk that fills up takes a part without a word; asked for the rest it says why.
        while line:
            line = line[os.write(descriptor, line) :]
    finally:
        os.close(descriptor)


def read(folder: Path) -> list[Event]:
    """Read the events that can be read; a torn line is passed over.

    Raises `BadInputError` if it does not begin with a beginning that names rounds.
    """
    try:
        content = (folder / _FILE).read_bytes()
    except OSError as exc:
        raise BadInputError(
            f"this interview cannot be read ({(exc.strerror or str(exc)).lower()})",
            where=folder,
            next_step="heldout interview --list shows those that can",
        ) from None
    found: list[Event] = []
    for line in content.split(b"\n"):
        try:
            found.append(_decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
    if not found or not isinstance(found[0], Started) or not _has_rounds(found[0].loop):
        raise BadInputError(
            "this interview has lost its beginning, so nobody knows what was asked",
            where=folder / _FILE,
            next_step="begin another one: heldout interview; the file stays for you to read",
        )
    return found


def state(events: Sequence[Event]) -> State:
    """Reduce the events to where the interview stands. The first is its beginning.

    A move to where there is nothing is passed over, as a line that cannot be read is.
    """
    started = events[0]
    assert isinstance(started, Started)
    spent = [[0.0] * len(each.phases) for each in started.loop.rounds]
    where = (0, 0)
    clock_s = 0.0
    hints: dict[str, int] = {}
    for event in events:
        passed_s = max(0.0, event.clock_s - clock_s)
        spent[where[0]][where[1]] += passed_s
        clock_s = max(clock_s, event.clock_s)
        if isinstance(event, Moved) and is_place(started.loop, event):
            where = (event.round, event.phase)
        elif isinstance(event, Helped):
            hints[event.slug] = max(hints.get(event.slug, 0), event.number)
    return State(
        loop=started.loop,
        started_at=started.at,
        clock_s=clock_s,
        round=where[0],
        phase=where[1],
        spent_s=tuple(map(tuple, spent)),
        hints=hints,
        is_finished=any(isinstance(event, Finished) for event in events),
    )


def is_place(loop: Loop, moved: Moved) -> bool:
    """Say whether there is the phase that was moved to."""
    return 0 <= moved.round < len(loop.rounds) and (
        0 <= moved.phase < len(loop.rounds[moved.round].phases)
    )


def asked_at(root: Path) -> dict[str, datetime]:
    """Say when the interviews of a repository last came to each task."""
    found: dict[str, datetime] = {}
    for folder in find(root):
        try:
            stands = state(read(folder))
        except BadInputError:
            continue
        for each in stands.loop.rounds[: stands.round + 1]:
            found[each.slug] = max(found.get(each.slug, stands.started_at), stands.started_at)
    return found


def _has_rounds(loop: Loop) -> bool:
    return bool(loop.rounds) and all(each.phases for each in loop.rounds)


@contextmanager
def seat(folder: Path) -> Iterator[None]:
    """Sit in a session, alone. Raises `BadInputError` if somebody sits in it already."""
    lock = filelock.FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise BadInputError(
            "another terminal is in this interview",
            where=folder,
            next_step="go on there, or close it and resume here: heldout interview --resume",
        ) from None
    except OSError as exc:
        raise BadInputError(
            f"this interview cannot be sat in ({(exc.strerror or str(exc)).lower()})",
            where=folder,
            next_step="make the folder writable, then resume: heldout interview --resume",
        ) from exc
    try:
        yield
    finally:
        lock.release()
