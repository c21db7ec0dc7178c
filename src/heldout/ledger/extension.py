"""A file's content and new entries -> its next content. Pure: the folder and the branch write it.

What is there is kept byte for byte. Only a torn last line is set aside: what is written behind it
would be unreadable too.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

import msgspec

from heldout.ledger import lines
from heldout.ledger.lines import Entry, Recorded


class Extension(msgspec.Struct, frozen=True):
    """A file as it is to be: `content` whole, `torn` for another file, mostly empty.

    `known` were recorded before, and are not in `content` a second time.
    """

    content: bytes
    torn: bytes
    added: tuple[Entry, ...]
    known: tuple[Entry, ...]


def extend(old: bytes, new: Iterable[Entry]) -> Extension:
    """Add entries to the end of a file, but those that it has: same work, same result."""
    body, torn = lines.split_torn(old)
    there = {
        lines.fingerprint(each.receipt)
        for each in lines.read(io.BytesIO(body), "")
        if isinstance(each, Recorded)
    }
    added: list[Entry] = []
    known: list[Entry] = []
    for each in new:
        mark = lines.fingerprint(each.receipt)
        (known if mark in there else added).append(each)
        there.add(mark)
    content = body + b"".join(each.raw + b"\n" for each in added)
    return Extension(content, torn, tuple(added), tuple(known))


def by_user(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """Group entries by whose they are: one file each."""
    grouped: dict[int, list[Entry]] = {}
    for each in entries:
        grouped.setdefault(each.receipt.user_id, []).append(each)
    return grouped


def file_name(user_id: int) -> str:
    """Name the file of a user's receipts."""
    return f"{user_id}.ndjson"


def torn_name(user_id: int, number: int) -> str:
    """Name a file for a torn line, counted from 1; no reader of `*.ndjson` takes it."""
    return f"{user_id}.torn" if number == 1 else f"{user_id}-{number}.torn"
