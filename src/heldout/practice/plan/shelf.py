"""A plan's files: one writer at a time, replaced whole, and the one before is kept.

.heldout/plans/
    .lock                           held while a plan is written
    plan-2026-12-09-1830.md         what plan.md was until then; -2 if that name is taken
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import filelock

from heldout.errors import BadInputError
from heldout.practice import place

_FOLDER = "plans"
_LOCK = ".lock"
#: To write a plan takes a second; whoever comes meanwhile waits for so long.
_LOCK_S = 10.0


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Keep other writers out.

    Raises `BadInputError` if one does not finish, or nothing can be written below the root.
    """
    try:
        folder = place.made(root) / _FOLDER
        folder.mkdir(exist_ok=True)
        lock = filelock.FileLock(folder / _LOCK, timeout=_LOCK_S)
        lock.acquire()
    except filelock.Timeout:
        raise BadInputError(
            f"another process has been writing a plan for more than {_LOCK_S:g} s",
            where=root,
            next_step="let it finish, or end it, then run this again; nothing was changed",
        ) from None
    except OSError as exc:
        raise _unwritable(place.folder(root), exc) from exc
    try:
        yield
    finally:
        lock.release()


def keep(root: Path, path: Path, content: bytes, now: datetime) -> Path:
    """Keep what a plan was, and say where. Raises `BadInputError`."""
    folder = place.folder(root) / _FOLDER
    stem, number = f"{path.stem}-{now:%Y-%m-%d-%H%M}", 1
    while True:
        kept = folder / (f"{stem}.md" if number == 1 else f"{stem}-{number}.md")
        try:
            with kept.open("xb") as file:
                file.write(content)
        except FileExistsError:
            number += 1
        except OSError as exc:
            kept.unlink(missing_ok=True)
            raise _unwritable(kept, exc) from exc
        else:
            return kept


def put(contents: Mapping[Path, bytes]) -> None:
    """Write files, each the old or the new one, whole; none if one has no room.

    Raises `BadInputError`.
    """
    fresh = {path: _fresh(path) for path in contents}
    try:
        for path, content in contents.items():
            if path.is_dir():
                raise IsADirectoryError(0, "it is a folder", str(path))
            with fresh[path].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for path, made in fresh.items():
            made.replace(path)
    except OSError as exc:
        raise _unwritable(path, exc) from exc
    finally:
        for made in fresh.values():
            made.unlink(missing_ok=True)


def _fresh(path: Path) -> Path:
    return path.with_name(f".{path.name}.fresh")


def _unwritable(path: Path, exc: OSError) -> BadInputError:
    return BadInputError(
        f"the plan cannot be written ({(exc.strerror or str(exc)).lower()}); what was there is as "
        "it was",
        where=path,
        next_step="name another file with --out, make the folder writable, or make room",
    )
