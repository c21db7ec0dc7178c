"""What `heldout check` said, remembered here: one line of JSON each, the oldest first."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from heldout.practice import place
from heldout.report import Verdict

_FILE = "checks.ndjson"
#: Raised when a key changes its meaning.
VERSION = 1


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One check: of what, with which content, what came of it, and when.

    `passed` of `total` are public tests; of a written answer both are 0. `kind` is challenge,
    casestudy or follow-up.
    """

    slug: str
    kind: str
    solution_sha: str
    verdict: Verdict
    at: Annotated[datetime, Meta(tz=True)]
    passed: int = 0
    total: int = 0
    version: int = VERSION


_decoder = msgspec.json.Decoder(Check)


def remember(root: Path, checks: Iterable[Check]) -> None:
    """Add checks. Raises `OSError`; a line is written whole or, by a killed process, not at all."""
    content = b"".join(msgspec.json.encode(check) + b"\n" for check in checks)
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


def read(root: Path) -> list[Check]:
    """Read all checks that can be read; what cannot is passed over, and stays in the file."""
    try:
        content = (place.folder(root) / _FILE).read_bytes()
    except OSError:
        return []
    found = []
    for line in content.split(b"\n"):
        try:
            check = _decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        if check.version <= VERSION:
            found.append(check)
    return found
