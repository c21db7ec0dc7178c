"""What somebody did here, remembered in one file: a line of JSON each, the oldest first.

A line is never rewritten. What cannot be read, since it is torn or by a newer heldout, is passed
over and stays. Several processes may write at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from heldout.practice import place
from heldout.report import Verdict

_FILE = "diary.ndjson"

Time = Annotated[datetime, Meta(tz=True)]


class Check(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="check"):
    """A check: of what, with which content, and what came of it.

    `passed` of `total` are public tests; of a written answer both are 0. `kind` is challenge,
    casestudy or follow-up.
    """

    at: Time
    slug: str
    kind: str
    solution_sha: str
    verdict: Verdict
    passed: int = 0
    total: int = 0


class Hint(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="hint"):
    """A hint was read; they are counted from 1."""

    at: Time
    slug: str
    number: int


class Reset(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="reset"):
    """A file was begun anew; `kept` is where the old one is, below the folder of the diary."""

    at: Time
    slug: str
    kept: str


class GivenUp(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="given-up"):
    """The solution was read before there was one."""

    at: Time
    slug: str


Entry = Check | Hint | Reset | GivenUp
T = TypeVar("T", Check, Hint, Reset, GivenUp)
_decoder = msgspec.json.Decoder(Entry)


def write(root: Path, entries: Iterable[Entry]) -> None:
    """Add entries. Raises `OSError`."""
    content = b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)
    if not content:
        return
    path = place.made(root) / _FILE
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        size = os.lseek(descriptor, 0, os.SEEK_END)
        # A line that was never finished must not swallow the next.
        is_torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        os.write(descriptor, b"\n" * is_torn + content)
    finally:
        os.close(descriptor)


def read(root: Path) -> list[Entry]:
    """Read all that can be read; without a diary there is nothing."""
    try:
        content = (place.folder(root) / _FILE).read_bytes()
    except OSError:
        return []
    found = []
    for line in content.split(b"\n"):
        try:
            found.append(_decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
    return found


def of(entries: Iterable[Entry], kind: type[T], slug: str) -> list[T]:
    """Choose the entries of a kind about a task."""
    return [each for each in entries if isinstance(each, kind) and each.slug == slug]
