"""Bytes -> entries and problems. One bad line is reported, and costs no other line anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

import msgspec

from heldout.errors import BadInputError
from heldout.ledger import problem
from heldout.ledger.problem import Problem
from heldout.ledger.receipt import VERSION, Receipt, decode, encode
from heldout.report.text import printable

#: Thousands of times a receipt; a reader holds one line at a time, and no more than this of it.
MOST_BYTES = 16 << 20

#: All that the decoder raises: for what is no receipt, for text that is not UTF-8, for a JSON
#: value nested so deep that it was written to break readers.
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_JSON_SPACE = b" \t\r\n"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIGEST_BYTES = 16


class Entry(msgspec.Struct, frozen=True):
    """A receipt and its line as it was written, without the end. Keys unknown here stay in it."""

    receipt: Receipt
    raw: bytes


class Recorded(Entry, frozen=True):
    """An entry, and where it was read; `line` counts from 1."""

    file: str
    line: int


class _Version(msgspec.Struct):
    version: int


def entry(receipt: Receipt) -> Entry:
    """Write a receipt as an entry. Raises `BadInputError` if nobody could read it back."""
    raw = encode(receipt).rstrip(b"\n")
    try:
        return Entry(decode(raw), raw)
    except _UNREADABLE as exc:
        raise BadInputError(
            f"the receipt of {receipt.slug} could not be read back: {problem.shown(str(exc))}",
            next_step="correct what made it; nothing was written",
        ) from None


def read(stream: BinaryIO, file: str) -> Iterator[Recorded | Problem]:
    """Read the lines of a stream, one at a time; `file` is how places name it.

    Blank lines are passed over. A receipt by a newer version is read if all that this version
    knows of can be, after a note. Raises only `OSError`, from the stream.
    """
    file = printable(file)
    for number, (line, is_ended) in enumerate(_split(stream), 1):
        raw = line.strip(_JSON_SPACE)
        if not raw:
            continue
        if len(line) > MOST_BYTES:
            yield _too_long(file, number, is_ended)
            continue
        try:
            receipt = decode(raw)
        except _UNREADABLE as exc:
            yield _unreadable(file, number, raw, is_ended, str(exc))
            continue
        if receipt.version > VERSION:
            yield _newer(file, number, receipt.version)
        if not is_ended:
            yield _unended(file, number)
        yield Recorded(receipt, raw, file, number)


def split_torn(content: bytes) -> tuple[bytes, bytes]:
    """Split a file into whole lines, each with its end, and the torn last line, mostly empty.

    A last line that lacks only its end is whole.
    """
    start = content.rfind(b"\n") + 1
    last = content[start:]
    if not last:
        return content, b""
    if not last.strip(_JSON_SPACE) or _is_json(last):
        return content + b"\n", b""
    return content[:start], last


def fingerprint(receipt: Receipt) -> bytes:
    """Digest what is recorded: the same for two receipts of the same work and result."""
    return digest(work(receipt), receipt.result)


def work(receipt: Receipt) -> tuple[object, ...]:
    """Write a receipt's work so that a time is the same in every zone, in any year."""
    *facts, submitted_at = msgspec.structs.astuple(receipt.work)
    return (*facts, (submitted_at - _EPOCH) // timedelta(microseconds=1))


def digest(*values: object) -> bytes:
    """Digest values that msgspec can encode: 16 bytes."""
    return hashlib.blake2b(msgspec.msgpack.encode(values), digest_size=_DIGEST_BYTES).digest()


def _split(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Cut a stream into lines, and whether each has an end; the rest of a giant is passed over."""
    while line := stream.readline(MOST_BYTES + 1):
        rest = line
        while not rest.endswith(b"\n") and (more := stream.readline(MOST_BYTES)):
            rest = more
        yield line, rest.endswith(b"\n")


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except _UNREADABLE:
        return False
    return True


def _unreadable(file: str, line: int, raw: bytes, is_ended: bool, fact: str) -> Problem:
    if not is_ended and not _is_json(raw):
        return _torn(file, line, len(raw))
    try:
        version = msgspec.json.decode(raw, type=_Version).version
    except _UNREADABLE:
        version = VERSION
    if version > VERSION:
        return problem.error(
            file,
            line,
            "unreadable",
            f"written by a newer heldout (version {version}, here {VERSION}), and not "
            f"readable by this one: {fact}",
            next_step="update heldout; the line is kept as it is",
        )
    return problem.error(
        file,
        line,
        "unreadable",
        f"this line is no receipt: {fact}",
        next_step="see who wrote it; the line is kept, and the others are read",
    )


def _torn(file: str, line: int, size: int) -> Problem:
    return problem.error(
        file,
        line,
        problem.TORN,
        f"the last line ends after {size:,} bytes, in the middle of a receipt",
        next_step="grade that work again; the next receipt recorded here sets the piece aside",
    )


def _too_long(file: str, line: int, is_ended: bool) -> Problem:
    return problem.error(
        file,
        line,
        "unreadable" if is_ended else problem.TORN,
        f"this line is longer than {MOST_BYTES >> 20} MiB, and no receipt is",
        next_step="see who wrote it; the line is kept, and the others are read",
    )


def _newer(file: str, line: int, version: int) -> Problem:
    return problem.note(
        file,
        line,
        "newer-version",
        f"written by a newer heldout: version {version}, here {VERSION}",
        next_step="update heldout to read all of it",
    )


def _unended(file: str, line: int) -> Problem:
    return problem.note(
        file,
        line,
        "unended",
        "the last line has no end, and is a whole receipt",
        next_step="nothing to do: the next receipt recorded here ends it",
    )
