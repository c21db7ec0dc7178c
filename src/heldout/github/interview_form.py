"""The body of an issue that was opened by the form -> what kind of interview is wanted.

GitHub writes a form's answers below headings of the third level, and lets its author change them.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeVar

import msgspec

from heldout.practice.interview.loop import LEVELS, MINUTES, TRACKS, Level, Track

T = TypeVar("T", bound=str)

#: The labels of the form's fields.
TRACK, LEVEL, MINUTES_FIELD, SEED = "Track", "Level", "Minutes", "Seed"
#: Chosen for as long as such interviews last.
AS_USUAL = "as usual"
SHORTEST, LONGEST = 10, 480
#: What GitHub writes where nothing was filled in.
_NOTHING = "_No response_"
_HEADING = re.compile(r"### (.+?)\s*")
_SEED = re.compile(r"[A-Z0-9-]{1,32}", re.ASCII)
_DIGITS = re.compile(r"[0-9]{1,4}", re.ASCII)


class Wanted(msgspec.Struct, frozen=True):
    """An interview as it is asked for; `seed` is None where one is to be drawn."""

    track: Track
    level: Level
    minutes: int
    seed: str | None


class Form(NamedTuple):
    """What a form asks for, or what is wrong with it, a sentence each: one of the two is empty."""

    wanted: Wanted | None
    mistakes: tuple[str, ...]


def read(body: str) -> Form:
    """Read a form. Nothing that it says is in the mistakes."""
    fields = _fields(body)
    mistakes: list[str] = []
    track = _choice(TRACK, TRACKS, fields, mistakes)
    level = _choice(LEVEL, LEVELS, fields, mistakes)
    minutes = _minutes(fields.get(MINUTES_FIELD, ""), track, mistakes)
    seed = fields.get(SEED, "").upper() or None
    if seed is not None and not _SEED.fullmatch(seed):
        mistakes.append("Seed: write up to 32 letters, digits and hyphens, or nothing")
    if mistakes or track is None or level is None or minutes is None:
        return Form(None, tuple(mistakes))
    return Form(Wanted(track, level, minutes, seed), ())


def _fields(body: str) -> dict[str, str]:
    """Give what stands below each heading; of two with the same name the first counts."""
    found: dict[str, list[str]] = {}
    below: list[str] = []
    for line in body.replace("\r\n", "\n").split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading:
            below = []
            found.setdefault(heading[1], below)
        else:
            below.append(line.strip())
    texts = {name: " ".join(lines).strip() for name, lines in found.items()}
    return {name: text for name, text in texts.items() if text != _NOTHING}


def _choice(
    name: str, known: tuple[T, ...], fields: dict[str, str], mistakes: list[str]
) -> T | None:
    value = fields.get(name, "").lower()
    found = next((each for each in known if each == value), None)
    if found is None:
        mistakes.append(f"{name}: write one of {', '.join(known)}")
    return found


def _minutes(value: str, track: Track | None, mistakes: list[str]) -> int | None:
    if value.lower() in ("", AS_USUAL):
        return None if track is None else MINUTES[track]
    if _DIGITS.fullmatch(value) and SHORTEST <= int(value) <= LONGEST:
        return int(value)
    mistakes.append(f"{MINUTES_FIELD}: write a number from {SHORTEST} to {LONGEST}, or {AS_USUAL}")
    return None
