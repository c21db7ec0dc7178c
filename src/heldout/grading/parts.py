"""What the legs of a matrix leave behind, and the join of it: parts and a plan -> receipts.

part-000.ndjson, ...     {"receipt": {...}, "seconds": 1.2, "said": {...}}, a line for each grade

A leg runs what candidates handed in, so nothing that it says is taken for more than what came of a
work of the plan: it cannot record anything for somebody else, at another time or by another suite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from heldout.errors import LedgerUnwritableError
from heldout.grading import worth
from heldout.grading.plan import Grade
from heldout.grading.shards import Seconds, medians
from heldout.grading.work import TaskName, Work
from heldout.ledger.problem import shown
from heldout.ledger.receipt import Receipt
from heldout.report import Finding, Verdict
from heldout.report.text import printable

#: Far above what any grade says, and far below the longest line that a ledger reads.
_MOST_BYTES = 1 << 20
#: Lines of a part, besides two for each work: a leg that was started again says some twice.
_SPARE_LINES = 1_000
#: All that the decoder raises, as for the lines of a ledger.
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_JSON_SPACE = b" \t\r\n"

#: torn        the last line of a part, whose leg was stopped while it wrote
#: unreadable  a line that is no grade
#: foreign     a grade of nothing in the plan
#: grader      a grade of a work in the plan by something else than the plan says
#: worth       a grade that claims cases or points that there are not
#: duplicate   another grade of a work that has one, and the same
#: conflict    another grade of a work that has one, and not the same
Code = Literal["torn", "unreadable", "foreign", "grader", "worth", "duplicate", "conflict"]


#: Names a work among those of a plan: by whom, for which task, what, and when.
_Submission = tuple[int, TaskName, str, datetime]


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a grade says besides its receipt: of the whole, and of a written answer."""

    reason: str = ""
    findings: tuple[Finding, ...] = ()


class Done(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of a part: a grade, how long it took, and what is told of it beside the receipt."""

    receipt: Receipt
    seconds: Seconds
    said: Said = Said()


class Part(msgspec.Struct, frozen=True):
    """What a leg left behind, and how its file is named."""

    name: str
    content: bytes


class Stray(msgspec.Struct, frozen=True):
    """A line that gave no receipt; `line` counts from 1. Texts are safe to print."""

    part: str
    line: int
    code: Code
    message: str


class Joined(msgspec.Struct, frozen=True):
    """The join of all parts; a work of the plan is in `receipts` or in `missing`, in its order.

    `said` has for each receipt what was said beside it. `seconds` are the median times of tasks,
    without judge-errors, which end early or late.
    """

    receipts: tuple[Receipt, ...]
    said: tuple[Said, ...]
    seconds: dict[TaskName, float]
    missing: tuple[Work, ...]
    strays: tuple[Stray, ...]


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Done)


def append(path: Path, done: Done) -> None:
    """Add a grade to a leg's part. When this returns the system has it, if the leg is killed.

    A line that was never finished is ended first, so that it costs no other. Raises
    `LedgerUnwritableError`.
    """
    try:
        with path.open("a+b", buffering=0) as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - 1))
            end = b"\n" if file.read(1) not in (b"", b"\n") else b""
            line = memoryview(end + _encoder.encode(done) + b"\n")
            while line:
                line = line[file.write(line) :]
    except OSError as exc:
        raise LedgerUnwritableError(
            f"a grade cannot be added to this part: {(exc.strerror or str(exc)).lower()}",
            where=path,
            next_step="make room or make it writable; grade what the join says is missing",
        ) from exc


def join(grades: Sequence[Grade], parts: Iterable[Part], graded_at: datetime) -> Joined:
    """Join what the legs of a plan left behind with the plan; never raises for what they wrote.

    Who, what, when and by which grader comes from the plan, `graded_at` from the caller; of a part
    is taken what came of it, see `Grade.receipt`. Of several grades of a work the first stands
    that is no judge-error, else the first. Lines that gave no receipt are told as strays.
    """
    planned = {_submission(grade.work): grade for grade in grades}
    found: dict[_Submission, Done] = {}
    strays: list[Stray] = []
    most = _SPARE_LINES + 2 * len(planned)
    for part in parts:
        for number, read in _read(part.content):
            if number > most:
                fact = f"no leg has so much to say; lines from {most:,} on were left out"
                strays.append(Stray(printable(part.name), number, "unreadable", fact))
                break
            told = _take(read, planned, found) if isinstance(read, Done) else read
            if told is not None:
                strays.append(Stray(printable(part.name), number, *told))
    graded = [
        (grade, done)
        for grade in grades
        if (done := found.get(_submission(grade.work))) is not None
    ]
    return Joined(
        tuple(grade.receipt(done.receipt, graded_at) for grade, done in graded),
        tuple(done.said for _, done in graded),
        medians(
            ((done.receipt.slug, done.receipt.kind), done.seconds)
            for done in found.values()
            if not _is_judge_error(done)
        ),
        tuple(grade.work for grade in grades if _submission(grade.work) not in found),
        tuple(strays),
    )


def _read(content: bytes) -> Iterator[tuple[int, Done | tuple[Code, str]]]:
    """Read the lines of a part: each by its number a grade, or why it is none."""
    for number, (line, is_last) in enumerate(_lines(content), 1):
        if not line.strip(_JSON_SPACE):
            continue
        if len(line) > _MOST_BYTES:
            yield number, ("unreadable", f"this line is longer than {_MOST_BYTES >> 20} MiB")
            continue
        try:
            yield number, _decoder.decode(line)
        except _UNREADABLE as exc:
            if is_last:
                fact = f"the last line ends after {len(line):,} bytes, in the middle of a grade"
                yield number, ("torn", fact)
            else:
                yield number, ("unreadable", f"this line is no grade: {shown(str(exc))}")


def _lines(content: bytes) -> Iterator[tuple[bytes, bool]]:
    """Cut into lines one by one; the last has no end."""
    start = 0
    while (end := content.find(b"\n", start)) >= 0:
        yield content[start:end], False
        start = end + 1
    yield content[start:], True


def _take(
    done: Done, planned: Mapping[_Submission, Grade], found: dict[_Submission, Done]
) -> tuple[Code, str] | None:
    """Take a grade for its work, or say why not; a judge-error gives way to what is none."""
    receipt = done.receipt
    of = f"user {receipt.user_id}'s {receipt.slug} ({receipt.kind})"
    key = (
        receipt.user_id,
        (receipt.slug, receipt.kind),
        receipt.solution_sha,
        receipt.submitted_at,
    )
    grade = planned.get(key)
    if grade is None:
        return "foreign", f"the plan has no such work: {of}, {receipt.solution_sha[:12]}"
    if not grade.grader.graded(receipt):
        return "grader", f"graded by another suite, harness, limits or key than planned: {of}"
    if claim := worth.excess(receipt, grade.grader.slots):
        return "worth", f"{shown(claim)}: {of}"
    first = found.setdefault(key, done)
    if first is done:
        return None
    if _is_judge_error(first) and not _is_judge_error(done):
        found[key] = done
        return "duplicate", f"graded again after a judge-error, and this grade stands: {of}"
    if _is_judge_error(done) or first.receipt.result == receipt.result:
        return "duplicate", f"graded again, and the first grade stands: {of}"
    return "conflict", f"graded again with another result, and the first grade stands: {of}"


def _submission(work: Work) -> _Submission:
    by = work.submitter
    return by.user_id, work.task, work.solution_sha, by.submitted_at


def _is_judge_error(done: Done) -> bool:
    return done.receipt.verdict == Verdict.JUDGE_ERROR
