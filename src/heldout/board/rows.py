"""Receipts -> rows that a database takes in quickly: what a board needs of each, in one line.

The tests of a suite are the same in every receipt that it wrote. A row only names their layout,
and says with one letter each what came of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

import msgspec

from heldout.ledger.receipt import Case, Receipt
from heldout.report import Verdict

PASSED, UNDECIDED, FAULT, LOST = "p", "u", "e", "f"
_LETTERS = {Verdict.PASSED: PASSED, Verdict.UNDECIDED: UNDECIDED, Verdict.JUDGE_ERROR: FAULT}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Row(msgspec.Struct, frozen=True, gc=False):
    """A receipt, as the table `receipts` has it. Times are microseconds since 1970, UTC."""

    file: str
    user_id: int
    candidate: str
    slug: str
    kind: str
    pull_request: int | None
    solution: str
    suite: str
    submitted_us: int
    graded_us: int
    verdict: str
    points: float
    max_points: float
    ratio: float | None
    layout: str
    outcomes: str
    case_points: tuple[float, ...]


class Layout(msgspec.Struct, frozen=True, gc=False):
    """One test of a layout; `n` counts from 0."""

    layout: str
    n: int
    name: str
    title: str
    group: str
    max_points: float


class Rows:
    """Turns receipts into rows, and collects the layouts they name."""

    def __init__(self) -> None:
        self._names: dict[tuple[tuple[str, str, str, float], ...], str] = {}

    def of(self, file: str, receipt: Receipt) -> Row:
        """Make the row of a receipt in a file."""
        cases = receipt.cases
        return Row(
            file,
            receipt.user_id,
            receipt.candidate,
            receipt.slug,
            receipt.kind,
            receipt.pull_request,
            receipt.solution_sha,
            receipt.suite_sha256,
            microseconds(receipt.submitted_at),
            microseconds(receipt.graded_at),
            receipt.verdict,
            receipt.points,
            receipt.max_points,
            receipt.speed_ratio,
            self._layout(cases),
            "".join([_LETTERS.get(case.verdict, LOST) for case in cases]),
            tuple([case.points for case in cases]),
        )

    def layouts(self) -> Iterator[Layout]:
        """Give every test of the layouts met so far."""
        for cases, name in self._names.items():
            for n, case in enumerate(cases):
                yield Layout(name, n, *case)

    def _layout(self, cases: tuple[Case, ...]) -> str:
        key = tuple([(case.name, case.title, case.group, case.max_points) for case in cases])
        name = self._names.get(key)
        if name is None:
            name = hashlib.sha256(msgspec.json.encode(key)).hexdigest()[:16]
            self._names[key] = name
        return name


def microseconds(time: datetime) -> int:
    """Count the microseconds since 1970; exact, unlike a float of seconds."""
    return (time - _EPOCH) // _MICROSECOND


def moment(us: int, zone: tzinfo = UTC) -> datetime:
    """Turn microseconds since 1970 into a time of a zone; exact."""
    seconds, rest = divmod(us, 1_000_000)
    time = datetime.fromtimestamp(seconds, zone)
    return time.replace(microsecond=rest) if rest else time
