"""A hidden folder on the disk: read whole, written whole or not at all.

challenges/<slug>/
    hidden/                     what is sealed: plain files, without by-products
    hidden.age
    .hidden.k2j4x9.partial/     while one is being unsealed; moved to hidden/ when complete
    .hidden.age.k2j4x9.partial  while one is being sealed
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from heldout.errors import SuiteInTheWayError
from heldout.vault import archive

NAME = "hidden"
_PARTIAL = ".partial"
_BY_PRODUCTS = {"__pycache__"}


def read(folder: Path) -> dict[str, bytes]:
    """Read all files of a hidden folder, by their names in it.

    What begins with a dot and what Python compiles is passed over. Raises `SuiteInTheWayError` for
    links and whatever else is no plain file, and before more is read than can be sealed.
    """
    files: dict[str, bytes] = {}
    left = archive.MOST_BYTES
    for path in _paths(folder):
        content = read_file(path, min(left, archive.MOST_MEMBER_BYTES))
        left -= len(content)
        files[path.relative_to(folder).as_posix()] = content
    return files


def read_file(path: Path, most_bytes: int) -> bytes:
    """Read one plain file. Raises `SuiteInTheWayError` for links, devices, and large ones."""
    try:
        # Not through a link: it reads differently on another machine, and may lead anywhere.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _odd(path, "this is no plain file")
            content = file.read(most_bytes + 1)
    except OSError as exc:
        raise _odd(path, _why(path, exc)) from exc
    if len(content) > most_bytes:
        raise _odd(path, f"the file is larger than the {most_bytes:,} bytes that may be here")
    return content


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a hidden folder that is not there yet. Raises `SuiteInTheWayError`.

    If the process is killed, a next call removes what it left.
    """
    home = folder.parent
    try:
        for left in home.glob(f".{NAME}.*{_PARTIAL}"):
            if left.is_dir():
                shutil.rmtree(left)
        with tempfile.TemporaryDirectory(_PARTIAL, f".{NAME}.", home) as partial:
            # One folder further down: the temporary one is closed to everybody else.
            staged = Path(partial) / NAME
            for name, content in files.items():
                path = staged / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            # Succeeds only where there is nothing, or an empty folder.
            staged.rename(folder)
    except OSError as exc:
        raise SuiteInTheWayError(
            f"the folder cannot be written ({exc.strerror}); nothing was left behind",
            where=folder,
            next_step="make room or get leave to write there, then run the command again",
        ) from exc


def replace(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file so that whoever reads meanwhile sees the old one or the new one, whole.

    Raises `SuiteInTheWayError`; the old one is then as it was.
    """
    try:
        for left in path.parent.glob(f".{path.name}.*{_PARTIAL}"):
            left.unlink()
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", suffix=_PARTIAL, delete=False
        ) as file:
            try:
                file.write(content)
                file.flush()
                Path(file.name).chmod(mode)
                Path(file.name).replace(path)
            except OSError:
                with suppress(OSError):
                    Path(file.name).unlink()
                raise
    except OSError as exc:
        raise SuiteInTheWayError(
            f"the file cannot be written ({exc.strerror}); nothing was changed",
            where=path,
            next_step="make room or get leave to write there, then run the command again",
        ) from exc


def _paths(folder: Path) -> list[Path]:
    """List what is to be read, in order; more than can be sealed is never listed whole."""
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        kept = [name for name in sorted(folders) if not _is_by_product(name)]
        # `os.walk` lists links to folders among the folders, and does not follow them.
        links = [name for name in kept if (Path(here) / name).is_symlink()]
        folders[:] = [name for name in kept if name not in links]
        found += [Path(here) / name for name in (*names, *links) if not _is_by_product(name)]
        if len(found) > archive.MOST_MEMBERS:
            raise SuiteInTheWayError(
                f"there are more than {archive.MOST_MEMBERS:,} files in it",
                where=folder,
                next_step="remove what does not belong there; tests make their own data",
            )
    return sorted(found)


def _is_by_product(name: str) -> bool:
    return name.startswith(".") or name in _BY_PRODUCTS


def _why(path: Path, exc: OSError) -> str:
    return "this is a link" if path.is_symlink() else f"the file cannot be read ({exc.strerror})"


def _odd(path: Path, fact: str) -> SuiteInTheWayError:
    return SuiteInTheWayError(
        fact,
        where=path,
        next_step="put a plain file there, or remove it, then run the command again",
    )
