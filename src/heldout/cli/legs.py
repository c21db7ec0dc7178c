"""A leg of a plan: read it, grade what it holds, and keep each grade as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import typer

from heldout.cli import recorded, screen
from heldout.grading import parts, run, shards
from heldout.grading.parts import Done, Part, Said
from heldout.grading.plan import Grade
from heldout.grading.run import Graded
from heldout.grading.suites import Opened
from heldout.grading.work import Work
from heldout.judging.judge import Judge
from heldout.ledger import folder
from heldout.submission import objects
from heldout.submission.source import SIZE_LIMIT_BYTES

_UNGRADED = 1
_FAULT = 3
#: Solutions that are in memory at a time.
_AT_A_TIME = 200

#: Keeps a grade, so that whoever goes on after a stop knows it. Raises `LedgerUnwritableError`.
Keep = Callable[[Graded], None]


def read(path: Path, what: str = "this leg") -> list[Grade]:
    """Read the works of a leg, or of a plan. Raises `BadInputError`."""
    return list(shards.decode_plan(content(path, what), str(path)))


def content(path: Path, what: str) -> bytes:
    """Read what another command of a regrade wrote. Raises `BadInputError`."""
    written = "name a file that heldout regrade or heldout shard wrote"
    return recorded.content(path, what, next_step=written)


def keep_in_part(path: Path) -> Keep:
    """Keep grades in the part of a leg, for a join."""

    def keep(graded: Graded) -> None:
        if graded.receipt is not None:
            said = Said(graded.report.reason, graded.report.findings or ())
            parts.append(path, Done(graded.receipt, graded.seconds, said))

    return keep


def keep_in_ledger(receipts: Path) -> Keep:
    """Keep grades in the ledger itself."""

    def keep(graded: Graded) -> None:
        if graded.receipt is not None:
            folder.append(receipts, [graded.receipt])

    return keep


def undone(grades: Sequence[Grade], part: Path) -> list[Grade]:
    """Leave out what the part has already, from a run before that was stopped."""
    if not part.exists():
        return list(grades)
    joined = parts.join(grades, [Part(str(part), part.read_bytes())], datetime.now(UTC))
    missing = set(joined.missing)
    return [grade for grade in grades if grade.work in missing]


def grade(
    opened: Opened,
    grades: Sequence[Grade],
    repository: Path,
    keep: Keep,
    jobs: int | None,
    *,
    as_json: bool,
) -> int:
    """Grade and keep, a few hundred at a time. Returns the exit status."""
    counts = {"graded": 0, "faults": 0, "without_content": 0}
    with screen.progress("regrading", len(grades)) as advance:
        for entries, lost in _with_contents(grades, repository):
            for work in lost:
                counts["without_content"] += 1
                screen.print_warning(
                    f"{work.slug} of user {work.submitter.user_id}: {work.solution_sha} is not"
                    f" here; git fetch origin refs/pull/{work.submitter.pull_request}/head"
                )
                advance()
            for graded in run.grade(opened, Judge, entries, lambda: datetime.now(UTC), jobs=jobs):
                keep(graded)
                counts["faults" if graded.fault else "graded"] += 1
                if graded.fault is not None:
                    screen.print_error(graded.fault)
                advance()
    if as_json:
        typer.echo(msgspec.json.encode(counts))
    else:
        screen.out.print(_told(counts), markup=False)
    if counts["faults"]:
        return _FAULT
    return _UNGRADED if counts["without_content"] else 0


def _with_contents(
    grades: Sequence[Grade], repository: Path
) -> Iterator[tuple[list[tuple[Work, bytes]], list[Work]]]:
    """Read solutions out of git objects, some at a time; also those that are not there."""
    for start in range(0, len(grades), _AT_A_TIME):
        works = [grade.work for grade in grades[start : start + _AT_A_TIME]]
        headers = objects.headers(repository, [work.solution_sha for work in works])
        there = [
            header
            for header in headers.values()
            if header and header.kind == "blob" and header.size_bytes <= SIZE_LIMIT_BYTES
        ]
        contents = objects.blobs(repository, there)
        yield (
            [
                (work, contents[work.solution_sha])
                for work in works
                if work.solution_sha in contents
            ],
            [work for work in works if work.solution_sha not in contents],
        )


def _told(counts: dict[str, int]) -> str:
    if not any(counts.values()):
        return "nothing to grade again: every receipt is by today's suites"
    told = [f"{counts['graded']} graded again"]
    if counts["faults"]:
        told.append(f"{counts['faults']} that we failed to grade, and will the next time")
    if counts["without_content"]:
        told.append(f"{counts['without_content']} whose solutions are not here")
    return "; ".join(told)
