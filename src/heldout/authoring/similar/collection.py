"""Paths -> the fingerprints of the files there, read as data, or why a file is left out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NoReturn

import msgspec

from heldout.authoring.similar import normal_form
from heldout.authoring.similar.fingerprint import Fingerprint
from heldout.errors import BadInputError
from heldout.submission import source
from heldout.submission.source import Refusal

#: Every pair is compared: a thousand files are half a million pairs, and about a minute. What they
#: hold together is limited too, to twice what a thousand long solutions do.
LIMIT_FILES = 1_000
LIMIT_TOTAL_BYTES = 8 << 20
#: Twenty and seven times as much as the longest solution here has: no answer to an interview's
#: question is longer. A longer file is not even parsed.
LIMIT_BYTES = 64 << 10
LIMIT_TOKENS = 3_000


class LeftOut(msgspec.Struct, frozen=True):
    """A file that is not compared, as `heldout similar --json` prints it, and why."""

    a: str
    reason: str
    verdict: Literal["refused"] = "refused"


def find(paths: Sequence[Path]) -> list[Path]:
    """List the files meant: a file is itself, a folder every `*.py` below it; each only once.

    Links to folders are listed as they are, not followed. Raises `BadInputError` for a folder
    without such files, for one that cannot be listed, and for more than `LIMIT_FILES` files or
    `LIMIT_TOTAL_BYTES`.
    """
    found: dict[Path, Path] = {}
    total_bytes = 0
    for path in paths:
        for each in _below(path) if _is_folder(path) else (path,):
            if found.setdefault(each.absolute(), each) is each:
                total_bytes += _size_bytes(each)
            if len(found) > LIMIT_FILES:
                raise _too_many(f"more than {LIMIT_FILES:,} Python files", path)
            if total_bytes > LIMIT_TOTAL_BYTES:
                raise _too_many(f"more than {LIMIT_TOTAL_BYTES >> 20} MB of Python files", path)
    return list(found.values())


def _size_bytes(path: Path) -> int:
    """What will be parsed of a file: all, or nothing."""
    try:
        size = path.lstat().st_size
    except OSError:
        return 0
    return size if size <= LIMIT_BYTES else 0


def _too_many(what: str, where: Path) -> BadInputError:
    return BadInputError(
        f"there are {what}, and every pair is compared",
        where=where,
        next_step="name a folder that holds the submissions to one challenge only",
    )


def _below(folder: Path) -> Iterator[Path]:
    empty = True
    for place, folders, names in os.walk(folder, onerror=_fail):
        folders.sort()
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in sorted([*links, *(name for name in names if name.endswith(".py"))]):
            empty = False
            yield Path(place) / name
    if empty:
        raise BadInputError(
            "no Python file is in this folder",
            where=folder,
            next_step="name the folder that holds the submissions, as *.py files",
        )


def _fail(exc: OSError) -> NoReturn:
    raise BadInputError(
        f"the folder cannot be listed ({exc.strerror})",
        where=exc.filename,
        next_step="check its permissions, or name the files one by one",
    ) from exc


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # Whoever reads it as a file is told what is wrong.
        return False


def read(path: Path, name: str) -> Fingerprint | LeftOut:
    """Read a file and take its fingerprint, under a name; nothing in it is run."""
    taken = source.read(path)
    if isinstance(taken, Refusal):
        return LeftOut(name, printable(taken.reason.removeprefix(f"{path}: ")))
    if len(taken.content) > LIMIT_BYTES:
        return _too_long(name, len(taken.content), LIMIT_BYTES, "bytes")
    try:
        statements = normal_form.statements(taken.content.decode("utf-8-sig"))
    except SyntaxError as exc:
        return LeftOut(name, f"line {exc.lineno} is not Python ({exc.msg}); look at it yourself")
    except (RecursionError, MemoryError):
        return LeftOut(name, "is nested too deeply to be compared; look at it yourself")
    count = sum(map(len, statements))
    if count > LIMIT_TOKENS:
        return _too_long(name, count, LIMIT_TOKENS, "tokens")
    return Fingerprint(name, statements)


def _too_long(name: str, size: int, limit: int, unit: str) -> LeftOut:
    reason = f"has {size:,} {unit}, more than the {limit:,} that are compared; look at it yourself"
    return LeftOut(name, reason)


def printable(name: object) -> str:
    """Write a file's name, which may not even be text, as text."""
    return str(name).encode("utf-8", "backslashreplace").decode()
