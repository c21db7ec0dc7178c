"""Files -> the bytes of a tar archive, always the same for the same files; and back, strictly.

    one global pax header       a comment: for whom the archive was sealed
    test_hidden.py              plain files only, in the order of their names:
    accepted/loops.py           mode 0644, user 0, time 0
    ...

Whoever may seal is not trusted to write archives. What is read has to be of this form, block by
block: no links, devices, folders, extended headers or sparse files, so nothing in it can name,
size or place a file twice. Names that two file systems read differently are refused; those that
are taken need no escaping in any of them.
"""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

MOST_BYTES = 64 << 20
MOST_MEMBER_BYTES = 8 << 20
MOST_MEMBERS = 2000
#: A ustar header's own field; a longer name would need an extended header.
MOST_NAME = 100

_BLOCK = 512
_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9 _+.-]*[A-Za-z0-9_+-])?")
#: Names that Windows keeps for devices, whatever their suffix.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_COMMENT = re.compile(rb"([1-9][0-9]{0,6}) comment=([ -~]*)\n")
_SIGNATURE = "heldout 1 for "
_KINDS = {
    tarfile.LNKTYPE: "a hard link",
    tarfile.SYMTYPE: "a symbolic link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.DIRTYPE: "a folder",
    tarfile.FIFOTYPE: "a pipe",
    tarfile.GNUTYPE_SPARSE: "a sparse file",
    tarfile.XHDTYPE: "an extended header",
    tarfile.XGLTYPE: "an extended header",
    tarfile.SOLARIS_XHDTYPE: "an extended header",
    tarfile.GNUTYPE_LONGNAME: "a long name",
    tarfile.GNUTYPE_LONGLINK: "a long name",
}


class Contents(NamedTuple):
    """What is in an archive: each file's bytes by its name, and whom it was sealed for."""

    files: Mapping[str, bytes]
    recipients: tuple[str, ...]


class ArchiveError(ValueError):
    """Why an archive, or files that were to become one, cannot be taken."""


def pack(contents: Contents) -> bytes:
    """Write an archive. Raises `ArchiveError` for files that `unpack` would not take."""
    check(contents.files)
    comment = _SIGNATURE + " ".join(sorted(contents.recipients))
    written = io.BytesIO()
    with tarfile.open(
        fileobj=written, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": comment}
    ) as tar:
        for name in sorted(contents.files):
            content = contents.files[name]
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o644
            tar.addfile(member, io.BytesIO(content))
    return written.getvalue()


def unpack(archive: bytes) -> Contents:
    """Read an archive. Raises `ArchiveError` with the fact."""
    comment, start = _comment(archive)
    files: dict[str, bytes] = {}
    for name, content in _members(archive, start):
        if name in files:
            raise ArchiveError(f"{name!r} is in it twice")
        files[name] = content
        if len(files) > MOST_MEMBERS:
            raise ArchiveError(f"it holds more than {MOST_MEMBERS:,} files")
    check(files)
    return Contents(files, comment)


def check(files: Mapping[str, bytes]) -> None:
    """Check names and sizes, whichever way the files go. Raises `ArchiveError`."""
    if not files:
        raise ArchiveError("it holds no file")
    if len(files) > MOST_MEMBERS:
        raise ArchiveError(f"it holds {len(files):,} files, and at most {MOST_MEMBERS:,} may be")
    total = sum(map(len, files.values()))
    if total > MOST_BYTES:
        raise ArchiveError(f"its files are {total:,} bytes, and at most {MOST_BYTES:,} may be")
    for name, content in files.items():
        check_name(name)
        if len(content) > MOST_MEMBER_BYTES:
            raise ArchiveError(
                f"{name} is {len(content):,} bytes, and at most {MOST_MEMBER_BYTES:,} may be"
            )
    _check_apart(files)


def check_name(name: str) -> None:
    """Check that a name means the same file everywhere. Raises `ArchiveError`."""
    if len(name) > MOST_NAME:
        raise ArchiveError(
            f"the name {name[:40]!r}... is {len(name)} characters long, "
            f"and at most {MOST_NAME} may be"
        )
    for part in name.split("/"):
        if not _NAME.fullmatch(part) or _DEVICES.fullmatch(part):
            raise ArchiveError(
                f"the name {name!r} is not plain: letters, digits, spaces and . _ + - may be in "
                "it, no part may begin with a dot, and none may be empty"
            )


def _check_apart(names: Mapping[str, bytes]) -> None:
    """Check that no name is another's folder, also where capitals do not count."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        parts = name.split("/")
        paths = ["/".join(parts[:n]) for n in range(1, len(parts))]
        for path in (*(f"{folder}/" for folder in paths), name):
            folded = path.lower().rstrip("/")
            if seen.setdefault(folded, path) != path:
                raise ArchiveError(
                    f"{seen[folded]!r} and {path!r} are the same place on some machines"
                )


def _comment(archive: bytes) -> tuple[tuple[str, ...], int]:
    """Read the header that comes first. Returns the recipients, and where the members start."""
    first = _header(archive, 0)
    if first is None or first.type != tarfile.XGLTYPE or not 0 < first.size <= 1 << 20:
        raise ArchiveError("it does not begin like an archive that `heldout seal` writes")
    record = archive[_BLOCK : _BLOCK + first.size]
    match = _COMMENT.fullmatch(record)
    if match is None or int(match[1]) != len(record):
        raise ArchiveError("its first header holds something else than one comment")
    comment = match[2].decode("ascii")
    if not comment.startswith(_SIGNATURE):
        raise ArchiveError("its comment is not one that `heldout seal` writes")
    return tuple(comment.removeprefix(_SIGNATURE).split()), _BLOCK + _padded(first.size)


def _members(archive: bytes, at: int) -> Iterator[tuple[str, bytes]]:
    while (member := _header(archive, at)) is not None:
        name = member.name
        if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE):
            kind = _KINDS.get(member.type, f"a member of kind {member.type!r}")
            raise ArchiveError(f"{name!r} is {kind}, and only plain files may be in it")
        # Before a byte is copied; the size is whatever somebody wrote there.
        if not 0 <= member.size <= MOST_MEMBER_BYTES:
            raise ArchiveError(
                f"{name!r} says it is {member.size:,} bytes, "
                f"and at most {MOST_MEMBER_BYTES:,} may be"
            )
        start = at + _BLOCK
        at = start + _padded(member.size)
        if at > len(archive):
            raise ArchiveError(f"it ends in the middle of {name!r}")
        yield name, archive[start : start + member.size]
    if archive[at:].strip(b"\0"):
        raise ArchiveError("there is something after its end")


def _header(archive: bytes, at: int) -> tarfile.TarInfo | None:
    """Read one header; None where zeros mark the end. No extended header is followed."""
    block = archive[at : at + _BLOCK]
    if len(block) == _BLOCK and not block.strip(b"\0"):
        return None
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as exc:
        raise ArchiveError(f"byte {at:,} of it begins no tar header ({exc})") from exc


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def differences(ours: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> Sequence[str]:
    """Name the files that differ or that only one side has, in order."""
    names = sorted({*ours, *theirs})
    return [name for name in names if ours.get(name) != theirs.get(name)]
