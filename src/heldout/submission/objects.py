"""Objects of a git repository as data: commits by name, trees as entries, blobs as bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from heldout.errors import ObjectMissingError, ShallowCloneError, UnknownCommitError
from heldout.report.text import printable
from heldout.submission import git
from heldout.submission.change import Entry
from heldout.submission.names import show
from heldout.submission.source import solution_sha

_HEX = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})", re.IGNORECASE)
_LONGEST_NAME = 500


class Header(msgspec.Struct, frozen=True):
    """What is known of an object without reading it."""

    object: str
    kind: str
    size_bytes: int


class Malformed(msgspec.Struct, frozen=True):
    """Why the bytes of a tree are not taken for one."""

    fact: str


def resolve(folder: Path, name: str) -> str:
    """Give the SHA of a commit: 40 or 64 hex digits, which stay what they are if a ref moves.

    Raises `UnknownCommitError`; a full SHA names that very commit, or nothing.
    """
    unknown = UnknownCommitError(
        f"git knows no commit {printable(name[:_LONGEST_NAME])!r} here",
        where=folder,
        next_step="git fetch origin, and refs/pull/N/head for the pull request N",
    )
    if not name.isprintable() or not 0 < len(name) <= _LONGEST_NAME:
        raise unknown
    found = headers(folder, [f"{name}^{{commit}}"])[f"{name}^{{commit}}"]
    if found is None or (_HEX.fullmatch(name) and found.object != name.lower()):
        raise unknown
    return found.object


def merge_bases(folder: Path, base: str, head: str) -> tuple[str, ...]:
    """List the best common ancestors of two commits; none if their histories are unrelated.

    Raises `ShallowCloneError` if there may be one that the clone does not have.
    """
    done = git.run(folder, "merge-base", "--all", base, head)
    if done.status == 0:
        return tuple(done.output.decode("ascii").split())
    is_shallow = git.output(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    if is_shallow:
        raise ShallowCloneError(
            "this clone is shallow, and where the branch left its base is not in it",
            where=folder,
            next_step="git fetch --unshallow; in a workflow, fetch-depth: 0",
        )
    if done.status != 1 or done.error:
        raise _missing(folder, f"git cannot walk the history: {done.error}")
    return ()


def headers(folder: Path, names: Iterable[str]) -> dict[str, Header | None]:
    """Ask for the kinds and sizes of objects; None for what is not there."""
    asked = list(dict.fromkeys(names))
    given = "".join(f"{name}\n" for name in asked).encode()
    output = git.output(folder, "cat-file", "--batch-check", given=given) if asked else b""
    return dict(zip(asked, map(_header, output.splitlines()), strict=True))


def contents(folder: Path, found: Sequence[Header]) -> dict[str, bytes]:
    """Read objects whose sizes are known, so that the reader has decided that they are not large.

    Raises `ObjectMissingError` for one that is damaged.
    """
    given = "".join(f"{each.object}\n" for each in found).encode()
    output = git.output(folder, "cat-file", "--batch", given=given) if found else b""
    read, start = {}, 0
    for each in found:
        line = f"{each.object} {each.kind} {each.size_bytes}\n".encode()
        end = start + len(line) + each.size_bytes
        if not output.startswith(line, start) or output[end : end + 1] != b"\n":
            raise _missing(folder, f"object {each.object} cannot be read")
        read[each.object] = output[start + len(line) : end]
        start = end + 1
    return read


def blobs(folder: Path, found: Sequence[Header]) -> dict[str, bytes]:
    """Read blobs as `contents` does, and hold each to its name.

    Raises `ObjectMissingError` for one that is damaged.
    """
    read = contents(folder, found)
    for name, content in read.items():
        if solution_sha(content, "sha1" if len(name) == 40 else "sha256") != name:
            raise _missing(folder, f"object {name} does not hold what its name says")
    return read


def require(folder: Path, found: Mapping[str, Header | None]) -> dict[str, Header]:
    """Insist that objects are there. Raises `ObjectMissingError`."""
    there = {}
    for name, header in found.items():
        if header is None:
            raise _missing(folder, f"object {name} is missing")
        there[name] = header
    return there


def entries(content: bytes, hash_bytes: int) -> dict[bytes, Entry] | Malformed:
    """Read a tree. No name that git itself would not make gets through."""
    read: dict[bytes, Entry] = {}
    start = 0
    while start < len(content):
        end = content.find(b"\0", start)
        mode, space, name = content[start:end].partition(b" ")
        start = end + 1 + hash_bytes
        if end < 0 or not space or start > len(content) or not re.fullmatch(rb"[0-7]{1,6}", mode):
            return Malformed("its bytes are no tree of git's")
        if name in (b"", b".", b"..") or name.lower() == b".git" or b"/" in name:
            return Malformed(f"it has an entry named {show(name)}")
        if name in read:
            return Malformed(f"it has two entries named {show(name)}")
        entry = Entry(int(mode, 8), content[end + 1 : start].hex())
        if not (entry.is_file or entry.is_folder or entry.is_link or entry.is_submodule):
            return Malformed(f"{show(name)} has the mode {mode.decode()}")
        read[name] = entry
    return read


def _header(line: bytes) -> Header | None:
    words = line.split(b" ")
    # Names may hold spaces; what git found has three words, what it did not ends so.
    if words[-1] in (b"missing", b"ambiguous"):
        return None
    return Header(words[0].decode(), words[1].decode(), int(words[2]))


def _missing(folder: Path, fact: str) -> ObjectMissingError:
    return ObjectMissingError(
        fact, where=folder, next_step="git fsck names what is missing; then fetch again"
    )
