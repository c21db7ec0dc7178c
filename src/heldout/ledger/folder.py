"""A ledger in a folder: reads every file, appends so that no reader ever sees half a line.

receipts/
  7.ndjson        the receipts of user 7, in the order they were recorded
  7.torn          what a writer that was stopped half-way left; 7-2.torn for the next, ...
  .lock           held while something is recorded
  .7-xxxx.tmp     the next 7.ndjson while it is written; the next writer removes a forgotten one

DuckDB reads the same files as `read` does: any `*.ndjson`.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock
import msgspec

from heldout.errors import BadInputError, LedgerUnwritableError
from heldout.ledger import extension, lines, problem
from heldout.ledger.lines import Entry, Recorded
from heldout.ledger.problem import Problem
from heldout.ledger.receipt import Receipt

PATTERN = "*.ndjson"
TORN_PATTERN = "*.torn"
_LOCK = ".lock"
#: To record takes milliseconds; whoever holds the lock for this long is stuck.
_LOCK_S = 60.0
_POLL_S = 0.005
_BUFFER_BYTES = 1 << 18
_IN_PLACE = "nothing was lost; make it writable or make room, then record it again"


class Appended(msgspec.Struct, frozen=True):
    """What was recorded, what had been before, and where torn lines went."""

    added: tuple[Receipt, ...]
    known: tuple[Receipt, ...]
    set_aside: tuple[Path, ...]


def find(folder: Path) -> tuple[Path, ...]:
    """Find a ledger's files, by name. Raises `BadInputError` if the folder cannot be listed."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 — a glob takes a missing folder for an empty one
    except OSError as exc:
        raise BadInputError(
            f"no ledger can be read here: {_fact(exc)}",
            where=folder,
            next_step="name the folder of the receipts: heldout ledger check DIR",
        ) from None
    return tuple(path for name in sorted(names) if (path := folder / name).match(PATTERN))


def read(folder: Path) -> Iterator[Recorded | Problem]:
    """Read all that is recorded, file by file, one line at a time.

    A line that cannot be read, or a file, is a `Problem`, and the rest is read. Raises
    `BadInputError` only if there is no such folder.
    """
    for path in find(folder):
        yield from read_file(path)


def read_file(path: Path) -> Iterator[Recorded | Problem]:
    """Read one file of a ledger."""
    name = str(path)
    try:
        # A pipe that somebody put here would keep a reader waiting for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            yield _unopened(name, "is no regular file")
            return
        with path.open("rb", buffering=_BUFFER_BYTES) as stream:
            yield from lines.read(stream, name)
    except OSError as exc:
        yield _unopened(name, f"cannot be read: {_fact(exc)}")


def append(folder: Path, receipts: Iterable[Receipt]) -> Appended:
    """Record receipts that are not there yet, each in the file of its user.

    When this returns they are on the disk. Stopped at any point, each file is the old one or the
    new one, whole. Raises `LedgerUnwritableError` and `BadInputError`.
    """
    grouped = extension.by_user(map(lines.entry, receipts))
    added: list[Entry] = []
    known: list[Entry] = []
    set_aside: list[Path] = []
    with _held(folder):
        for user_id, entries in grouped.items():
            path = folder / extension.file_name(user_id)
            extended = extension.extend(_content(path), entries)
            if extended.added:
                if extended.torn:
                    set_aside.append(_set_aside(folder, user_id, extended.torn))
                _replace(path, extended.content)
            added += extended.added
            known += extended.known
    return Appended(
        tuple(each.receipt for each in added),
        tuple(each.receipt for each in known),
        tuple(set_aside),
    )


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep other writers out, and tell every failure of the disk as one of ours."""
    try:
        _make(folder)
        with filelock.FileLock(folder / _LOCK, timeout=_LOCK_S, poll_interval=_POLL_S):
            _sweep(folder)
            yield
    except filelock.Timeout:
        raise LedgerUnwritableError(
            f"another process has kept the lock for more than {_LOCK_S:g} s",
            where=folder / _LOCK,
            next_step="end that process, then record it again; nothing was lost",
        ) from None
    except OSError as exc:
        raise LedgerUnwritableError(
            f"nothing can be recorded here: {_fact(exc)}", where=folder, next_step=_IN_PLACE
        ) from exc


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _sync(folder.parent)


def _sweep(folder: Path) -> None:
    """Remove what killed writers left; under the lock nobody is writing."""
    for path in folder.glob(".*.tmp"):
        path.unlink(missing_ok=True)


def _content(path: Path) -> bytes:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise BadInputError(
            "this is no regular file, and would be replaced by one",
            where=path,
            next_step="put the file itself there, then record it again",
        )
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _set_aside(folder: Path, user_id: int, torn: bytes) -> Path:
    """Keep a torn line in a file of its own; the same piece is kept once."""
    number = 1
    while (path := folder / extension.torn_name(user_id, number)).exists():
        if path.read_bytes() == torn:
            return path
        number += 1
    _replace(path, torn)
    return path


def _replace(path: Path, content: bytes) -> None:
    """Put a file in place whole and for good, with the access rights it had."""
    temporary = path.with_name(f".{path.stem}-{secrets.token_hex(4)}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with open(descriptor, "wb") as file:  # noqa: PTH123 — a path has no descriptor
            with suppress(FileNotFoundError):
                os.fchmod(descriptor, stat.S_IMODE(path.stat().st_mode))
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Bring a folder's names to the disk, as a file's content is by `fsync`."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unopened(file: str, fact: str) -> Problem:
    return problem.error(
        file,
        None,
        "unreadable",
        f"this file {fact}",
        next_step="make it a file that can be read; the others are read",
    )


def _fact(exc: OSError) -> str:
    return (exc.strerror or str(exc)).lower()
