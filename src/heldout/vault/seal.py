"""A hidden folder's files <-> the bytes of `hidden.age`, all in memory.

    age -d -i identity.txt hidden.age | tar x

opens the same with stock tools.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from heldout.errors import SealBrokenError, SuiteInTheWayError
from heldout.vault import age, archive
from heldout.vault.age import Identity
from heldout.vault.archive import ArchiveError, Contents

FILE = "hidden.age"
#: The largest archive, its headers, and age's own marks.
_MOST_SEALED = archive.MOST_BYTES + archive.MOST_MEMBERS * 1024 + (1 << 20)


def seal(contents: Contents, where: Path) -> bytes:
    """Seal files for recipients. Raises `SuiteInTheWayError` for files that do not fit.

    Sealing the same again gives other bytes, so `hidden.age` is written only where what is in it
    or for whom it is has changed.
    """
    try:
        packed = archive.pack(contents)
    except ArchiveError as exc:
        raise SuiteInTheWayError(
            f"the folder cannot be sealed: {exc}",
            where=where,
            next_step="rename or remove what is named, then run the command again",
        ) from exc
    return age.encrypt(packed, contents.recipients)


def open_bytes(sealed: bytes, identities: Sequence[Identity], where: Path) -> Contents:
    """Open what was sealed, and check all of it; `where` is for the error.

    Raises `SealBrokenError` or `IdentityError`.
    """
    if len(sealed) > _MOST_SEALED:
        raise _too_large(where)
    opened = age.decrypt(sealed, identities, where)
    try:
        return archive.unpack(opened)
    except ArchiveError as exc:
        raise SealBrokenError(
            f"what is sealed here was refused: {exc}",
            where=where,
            next_step="do not unpack it by hand; ask whoever sealed it for one that "
            "`heldout seal` wrote",
        ) from exc


def open_sealed(path: Path, identities: Sequence[Identity]) -> Mapping[str, bytes]:
    """Open a `hidden.age` without writing anything to a disk.

    Returns each file's bytes by its name within the hidden folder: `test_hidden.py`,
    `accepted/loops.py`. Raises `SealBrokenError` or `IdentityError`.
    """
    return open_bytes(read(path), identities, path).files


def read(path: Path) -> bytes:
    """Read a sealed file, if it is of a size that one can have. Raises `SealBrokenError`."""
    try:
        with path.open("rb") as file:
            sealed = file.read(_MOST_SEALED + 1)
    except OSError as exc:
        raise SealBrokenError(
            f"the sealed file cannot be read ({exc.strerror})",
            where=path,
            next_step="heldout seal SLUG writes it where hidden/ is in the clear",
        ) from exc
    if len(sealed) > _MOST_SEALED:
        raise _too_large(path)
    return sealed


def _too_large(where: Path) -> SealBrokenError:
    return SealBrokenError(
        f"the file is larger than the {_MOST_SEALED:,} bytes that a sealed folder can have",
        where=where,
        next_step="ask whoever sealed it for one that `heldout seal` wrote",
    )
