"""A plan's work -> legs of a matrix that take equally long, and the file that a plan travels as.

plan.ndjson              one line of JSON for each work that is to be graded
leg-000.ndjson, ...      the same lines, each in one of the legs

GitHub runs at most 256 jobs of a matrix, and a job's output is at most 1 MB: so a leg is named by
its number, and the work itself travels as a file.
"""

from __future__ import annotations

import heapq
import math
import statistics
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from heldout.errors import BadInputError
from heldout.grading.plan import Grade
from heldout.grading.work import Grader, TaskName, Work
from heldout.ledger.problem import shown
from heldout.ledger.receipt import Kind

#: https://docs.github.com/actions/reference/limits says so of a matrix.
MOST_LEGS = 256
#: What a leg takes before its first grade: a runner, a checkout, an installation.
START_S = 30.0
#: For tasks that nobody has measured, where none has been.
DEFAULT_S = 2.0
#: Raised when a key of a plan's line changes its meaning.
VERSION = 1
#: A day: longer than GitHub lets any job run.
_MOST_S = 86_400.0

Seconds = Annotated[float, Meta(ge=0, le=_MOST_S)]
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Job(msgspec.Struct, frozen=True):
    """Something to do, and how long it is expected to take, 0 or more."""

    name: str
    seconds: float


class Measured(msgspec.Struct, frozen=True):
    """How long a grade of a task took: a line of a file of measured times."""

    slug: str
    kind: Kind
    seconds: Seconds


class Line(msgspec.Struct, frozen=True):
    """A line of a plan's file."""

    version: Annotated[int, Meta(ge=1)]
    work: Work
    grader: Grader


class _Version(msgspec.Struct):
    version: int


_encoder = msgspec.json.Encoder()
_plan_decoder = msgspec.json.Decoder(Line)
_seconds_decoder = msgspec.json.Decoder(Measured)


def shards(
    jobs: Sequence[Job], at_most: int = MOST_LEGS, start_s: float = START_S
) -> tuple[tuple[Job, ...], ...]:
    """Deal jobs to legs so that the longest leg is short: none is empty, each job is in one.

    There are no more legs than `at_most`, and of several each works for `start_s` or more: one
    that takes longer to start than to work is not worth its start. The longest job first, each to
    the leg that is done first: so the longest leg is at most 4/3 - 1/(3n) times as long as n legs
    can make it (R. L. Graham, Bounds on Multiprocessing Timing Anomalies, SIAM J. Appl. Math. 17,
    1969). Jobs keep their order within a leg. Raises `ValueError` if `at_most` is less than 1.
    """
    if at_most < 1:
        raise ValueError(f"at_most is {at_most}, and there is no work in no legs")
    most = min(len(jobs), at_most, _affordable(jobs, start_s))
    # Fewer legs are fuller ones, so the most that are worth their start are found by halving.
    count = 1 + bisect_left(
        range(2, most + 1), True, key=lambda count: _least(_deal(jobs, count)) < start_s
    )
    return tuple(tuple(leg) for leg in _deal(jobs, count) if leg)


def leg_name(number: int) -> str:
    """Name a leg for a matrix and its file, as `007`."""
    return f"{number:03d}"


def expected_s(
    tasks: Iterable[TaskName], measured: Mapping[TaskName, float], default_s: float = DEFAULT_S
) -> list[float]:
    """Give how long each grade should take: a task nobody has measured is like the median one."""
    unknown = statistics.median(measured.values()) if measured else default_s
    return [measured.get(task, unknown) for task in tasks]


def medians(times: Iterable[tuple[TaskName, float]]) -> dict[TaskName, float]:
    """Give the median time of each task, in seconds."""
    by_task: defaultdict[TaskName, list[float]] = defaultdict(list)
    for task, seconds in times:
        by_task[task].append(seconds)
    return {task: statistics.median(each) for task, each in sorted(by_task.items())}


def encode_seconds(measured: Mapping[TaskName, float]) -> bytes:
    """Write measured times, a line for each task."""
    lines = (Measured(slug, kind, seconds) for (slug, kind), seconds in measured.items())
    return b"".join(_encoder.encode(line) + b"\n" for line in lines)


def decode_seconds(content: bytes) -> dict[TaskName, float]:
    """Read measured times: of several lines for a task the median.

    They only make legs more equal, so a line that cannot be read is passed over.
    """
    times: list[tuple[TaskName, float]] = []
    for line in content.split(b"\n"):
        try:
            read = _seconds_decoder.decode(line)
        except _UNREADABLE:
            continue
        times.append(((read.slug, read.kind), read.seconds))
    return medians(times)


def encode_plan(grades: Iterable[Grade]) -> bytes:
    """Write what is to be graded, a line for each work."""
    lines = (Line(VERSION, grade.work, grade.grader) for grade in grades)
    return b"".join(_encoder.encode(line) + b"\n" for line in lines)


def decode_plan(content: bytes, where: str) -> tuple[Grade, ...]:
    """Read what is to be graded; `where` is how the file is named.

    Raises `BadInputError` for a line that cannot be read: a plan is whole, or whoever wrote it was
    stopped, and work that was left out would be missed by nobody.
    """
    lines = content.split(b"\n")
    if lines.pop().strip():
        raise BadInputError(
            "the last line of this plan has no end, so whatever wrote it was stopped half-way",
            where=f"{where}:{len(lines) + 1}",
            next_step="write the plan again; nothing was graded",
        )
    return tuple(
        _decoded(line, f"{where}:{number}") for number, line in enumerate(lines, 1) if line.strip()
    )


def _decoded(line: bytes, where: str) -> Grade:
    try:
        read = _plan_decoder.decode(line)
    except _UNREADABLE as exc:
        raise _unreadable(line, where, str(exc)) from None
    if read.version > VERSION:
        raise _newer(read.version, where)
    return Grade(read.work, read.grader)


def _unreadable(line: bytes, where: str, fact: str) -> BadInputError:
    try:
        version = msgspec.json.decode(line, type=_Version).version
    except _UNREADABLE:
        version = VERSION
    if version > VERSION:
        return _newer(version, where)
    return BadInputError(
        f"this line of the plan is no work to be graded: {shown(fact)}",
        where=where,
        next_step="write the plan again; nothing was graded",
    )


def _newer(version: int, where: str) -> BadInputError:
    return BadInputError(
        f"this plan was written by a newer heldout: version {version}, here {VERSION}",
        where=where,
        next_step="use the same heldout for the plan and its legs",
    )


def _affordable(jobs: Sequence[Job], start_s: float) -> int:
    """Count the legs that there could be if work were dust."""
    total_s = math.fsum(job.seconds for job in jobs)
    return max(1, math.floor(total_s / start_s)) if start_s > 0 else len(jobs)


def _deal(jobs: Sequence[Job], count: int) -> list[list[Job]]:
    # What a leg has to do, how many jobs that is, its number: so an empty leg comes first even
    # where jobs take no time, and of equal legs always the same.
    legs = [(0.0, 0, leg) for leg in range(count)]
    dealt: list[list[int]] = [[] for _ in range(count)]
    for n in sorted(range(len(jobs)), key=lambda n: jobs[n].seconds, reverse=True):
        seconds, size, leg = legs[0]
        dealt[leg].append(n)
        heapq.heapreplace(legs, (seconds + jobs[n].seconds, size + 1, leg))
    return [[jobs[n] for n in sorted(leg)] for leg in dealt]


def _least(legs: Iterable[Sequence[Job]]) -> float:
    return min(math.fsum(job.seconds for job in leg) for leg in legs)
