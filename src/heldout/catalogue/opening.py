"""The public record of a cohort's seed key: its hash from the opening on, the key after the end.

cohorts/
    <name>.toml
    <name>/seed.toml

    commitment = "..."                  SHA-256 of the seed key
    opened_at = 2027-03-01T08:00:00Z
    key = "..."                         the seed key in hex, once the cohort is closed
    closed_at = 2027-04-26T07:00:00Z
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from heldout.catalogue import manifest
from heldout.errors import BadInputError, CatalogueError

FILE = "seed.toml"
_HEAD = """\
# Hidden tests draw their inputs by a key whose SHA-256 is this; the key follows when all is over.
# Then whoever has a suite can grade anything again: heldout replay. docs/cohorts.md says more.
"""

Hex = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Time = Annotated[datetime, Meta(tz=True)]


class Opening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`seed.toml`, field by field. `key` and `closed_at` are None until the cohort is closed."""

    commitment: Hex
    opened_at: Time
    key: Hex | None = None
    closed_at: Time | None = None


class Found(NamedTuple):
    """A cohort's name and its record."""

    name: str
    opening: Opening


def file(root: Path, name: str) -> Path:
    """Say where a cohort's record is."""
    return root / "cohorts" / name / FILE


def load(path: Path) -> Opening:
    """Load a record. Raises `CatalogueError`, also if the key is not the one that was promised."""
    read, mistakes = manifest.read(path, Opening)
    if read is not None:
        found = []
        if (read.key is None) != (read.closed_at is None):
            found.append("key and closed_at: either both are there or none")
        if read.key is not None and _sha256(read.key) != read.commitment:
            found.append(f"key: its SHA-256 is {_sha256(read.key)}, and not the commitment")
        if read.closed_at is not None and read.closed_at < read.opened_at:
            found.append("closed_at: must not be before opened_at")
        mistakes = tuple(f"{path.name}: {fact}" for fact in found)
    if read is None or mistakes:
        raise CatalogueError(path.parent, mistakes)
    return read


def check(cohort: Path, commitment: str | None) -> None:
    """Hold the key at hand to what the cohort of this file promised; None means that none is.

    Nothing is promised before the opening. Raises `BadInputError`, as a grade by another key, or by
    none, could never be replayed; and `CatalogueError`.
    """
    record = cohort.parent / cohort.stem / FILE
    if not record.is_file():
        return
    promised = load(record).commitment
    if commitment == promised:
        return
    fact = (
        "no secret is at hand"
        if commitment is None
        else f"the secret at hand has a seed key with the SHA-256 {commitment[:16]}..."
    )
    raise BadInputError(
        f"this cohort is open, and promised inputs by the key with the SHA-256 {promised[:16]}...; "
        f"{fact}, so no grade could be replayed",
        where=record,
        next_step="name the cohort's secret: --secret FILE, or HELDOUT_COHORT_SECRET; "
        "docs/cohorts.md says what to do if it is lost",
    )


def find(root: Path, commitment: str) -> tuple[Found, ...]:
    """Find the cohorts that were opened with a key, by its hash. Raises `CatalogueError`."""
    paths = sorted((root / "cohorts").glob(f"*/{FILE}"))
    read = (Found(path.parent.name, load(path)) for path in paths)
    return tuple(each for each in read if each.opening.commitment == commitment)


def write(path: Path, opening: Opening) -> None:
    """Write a record whole, or leave what is there as it is. Raises `BadInputError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{FILE}.", dir=path.parent) as folder:
            fresh = Path(folder) / FILE
            with fresh.open("w", encoding="utf-8") as stream:
                stream.write(render(opening))
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(path)
    except OSError as exc:
        raise BadInputError(
            f"the record of the seed cannot be written ({exc.strerror}); nothing was changed",
            where=path,
            next_step="make room or get leave to write there, then run the command again",
        ) from exc


def render(opening: Opening) -> str:
    """Write a record as TOML; times are in UTC, to the second."""
    lines = [f'commitment = "{opening.commitment}"', f"opened_at = {_utc(opening.opened_at)}"]
    if opening.key is not None and opening.closed_at is not None:
        lines += [f'key = "{opening.key}"', f"closed_at = {_utc(opening.closed_at)}"]
    return _HEAD + "".join(f"{line}\n" for line in lines)


def _utc(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _sha256(key: str) -> str:
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()
