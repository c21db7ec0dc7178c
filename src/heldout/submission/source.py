"""One file of a candidate -> its bytes, or why it is refused. Nothing in it is ever run here."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import msgspec

SIZE_LIMIT_BYTES = 256 << 10


class Source(msgspec.Struct, frozen=True):
    """The bytes of a regular file of reasonable size."""

    content: bytes


class Refusal(msgspec.Struct, frozen=True):
    """Why a file is not taken, and what to do about it."""

    reason: str


def solution_sha(content: bytes, algorithm: str = "sha1") -> str:
    """Name a solution as git does: the blob's object id, by `sha1` or `sha256`."""
    data = b"blob %d\0" % len(content) + content
    return hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()


def read(path: Path) -> Source | Refusal:
    """Read a solution from disk, and decide whether it may be graded."""
    taken = take(path)
    return taken if isinstance(taken, Refusal) else examine(str(path), taken.content)


def take(path: Path) -> Source | Refusal:
    """Read a regular file of reasonable size from disk, whatever it holds."""
    try:
        # Without O_NOFOLLOW a link could name any file that the grader may read;
        # without O_NONBLOCK a named pipe would hold it for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return Refusal(f"{path}: no such file; name the file to grade")
    except OSError as exc:
        if path.is_symlink():
            return Refusal(f"{path}: is a symbolic link; hand in the file itself")
        return Refusal(f"{path}: cannot be read ({exc.strerror}); check its permissions")
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return Refusal(f"{path}: is not a regular file; name the file to grade")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > SIZE_LIMIT_BYTES:
            return Refusal(too_large(path, status.st_size))
        try:
            content = file.read(SIZE_LIMIT_BYTES + 1)
        except OSError as exc:
            return Refusal(f"{path}: cannot be read ({exc.strerror}); check the disk")
    if len(content) > SIZE_LIMIT_BYTES:
        return Refusal(too_large(path, len(content)))
    return Source(content)


def examine(name: str, content: bytes) -> Source | Refusal:
    """Decide whether the bytes of a file may be graded. Pure."""
    if len(content) > SIZE_LIMIT_BYTES:
        return Refusal(too_large(name, len(content)))
    if not content.strip():
        return Refusal(f"{name}: the file is empty; start again from the stub (heldout reset)")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = content[: exc.start].count(b"\n") + 1
        return Refusal(f"{name}: line {line} is not UTF-8; save the file as UTF-8")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return Refusal(f"{name}: line {line} holds a NUL character; remove it")
    return Source(content)


def too_large(name: object, size: int) -> str:
    """Say that a file of `size` bytes is not read."""
    return (
        f"{name}: the file has {size:,} bytes, more than the {SIZE_LIMIT_BYTES:,} that are read; "
        "hand in text of your own only"
    )
