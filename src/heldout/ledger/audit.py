"""Is a ledger sound? Every line is held against the rules that are always true of a receipt.

One file is in memory at a time, and of it 16 bytes for each thing to compare. The same receipt in
two files is not looked for: one of the two is not where it belongs, and that is reported.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from heldout.ledger import extension, folder, lines, problem
from heldout.ledger.lines import Recorded
from heldout.ledger.problem import Problem
from heldout.ledger.receipt import VERSION, Case, Receipt
from heldout.report import Verdict
from heldout.report.text import printable

#: How far two machines' clocks may be apart before a time is called wrong.
CLOCKS_APART = timedelta(minutes=5)
#: Points are sums of weights with a few digits; anything beyond rounding is a difference.
_ROUNDING = 1e-6
#: Its tests measure time, and may come out otherwise on another day.
_MEASURED = "efficiency"
_MOST_LOGINS = 5


class Checked(msgspec.Struct, frozen=True):
    """One file has been looked at: how many receipts could be read."""

    file: str
    receipts: int


class _First(msgspec.Struct, frozen=True):
    """The first result recorded for a work: where, what, and what of it no clock decides."""

    line: int
    result: bytes
    steady: bytes
    verdict: Verdict


def audit(path: Path, now: datetime) -> Iterator[Problem | Checked]:
    """Find all that is wrong in the ledger in folder `path`, file by file, line by line.

    `now` has a zone. Raises `BadInputError` if there is no such folder.
    """
    files = folder.find(path)
    if not files:
        yield problem.note(
            str(path),
            None,
            "empty",
            f"no {folder.PATTERN} is in this folder",
            next_step="nothing to do if nothing has been recorded yet",
        )
    for file in files:
        yield from _File(file, now).audit()
    for torn in sorted(path.glob(folder.TORN_PATTERN)):
        yield problem.note(
            str(torn),
            None,
            "set-aside",
            "here is a line that a stopped writer left unfinished",
            next_step="see that the work in it is recorded, then remove the file",
        )


class _File:
    """What has been seen of one file."""

    def __init__(self, path: Path, now: datetime) -> None:
        self._path = path
        self._now = now
        self._receipts = 0
        self._lines: dict[bytes, int] = {}
        self._works: dict[bytes, _First] = {}
        self._strangers: set[int] = set()
        self._logins: dict[int, dict[str, int]] = {}

    def audit(self) -> Iterator[Problem | Checked]:
        """Report line by line, then what takes the whole file to see."""
        for each in folder.read_file(self._path):
            if isinstance(each, Problem):
                yield each
                continue
            self._receipts += 1
            yield from self._owner(each)
            yield from _times(each, self._now)
            if each.receipt.version <= VERSION:
                yield from _points(each)
            yield from self._repeated(each)
        yield from self._renamed()
        yield Checked(printable(str(self._path)), self._receipts)

    def _owner(self, each: Recorded) -> Iterator[Problem]:
        """A user's receipts are in one file, which has their number for a name."""
        user_id = each.receipt.user_id
        names = self._logins.setdefault(user_id, {})
        if len(names) <= _MOST_LOGINS:
            # A login is the same in capitals and small letters.
            names.setdefault(each.receipt.candidate.casefold(), each.line)
        belongs = extension.file_name(user_id)
        if self._path.name != belongs and user_id not in self._strangers:
            self._strangers.add(user_id)
            yield problem.error(
                each.file,
                each.line,
                "misfiled",
                f"receipts of user {user_id} belong in {belongs}",
                next_step=f"move this user's lines to the end of {belongs}",
            )

    def _repeated(self, each: Recorded) -> Iterator[Problem]:
        """One work has one result, recorded once; a judge error is no result."""
        work = lines.digest(lines.work(each.receipt))
        result = lines.digest(each.receipt.result)
        before = self._lines.setdefault(work + result, each.line)
        if before != each.line:
            yield problem.error(
                each.file,
                each.line,
                "duplicate",
                f"says the same of the same work as line {before}",
                next_step=f"remove line {each.line}",
            )
            return
        verdict = each.receipt.verdict
        if verdict == Verdict.JUDGE_ERROR:
            return
        new = _First(each.line, result, _steady(each.receipt), verdict)
        first = self._works.setdefault(work, new)
        if first.result != result:
            yield _conflict(each, first, new)

    def _renamed(self) -> Iterator[Problem]:
        for user_id, names in self._logins.items():
            if len(names) > 1:
                *_, last = names.values()
                known = [*names][:_MOST_LOGINS]
                more = " and others" if len(names) > _MOST_LOGINS else ""
                yield problem.note(
                    str(self._path),
                    last,
                    "renamed",
                    f"user {user_id} goes by {', '.join(known)}{more}",
                    next_step="nothing to do: a renamed account keeps its number",
                )


def _times(each: Recorded, now: datetime) -> Iterator[Problem]:
    """Handed in, then graded, then now; as far as clocks agree."""
    submitted, graded = each.receipt.submitted_at, each.receipt.graded_at
    early = submitted - graded
    if early > timedelta():
        told = f"graded {early} before it was handed in"
        step = "see who set the clock of the machine that graded it"
        make = problem.error if early > CLOCKS_APART else problem.note
        yield make(each.file, each.line, "graded-before-submitted", told, next_step=step)
    for name, ahead in (("submitted_at", submitted - now), ("graded_at", graded - now)):
        if ahead > CLOCKS_APART:
            yield problem.error(
                each.file,
                each.line,
                "future",
                f"{name} is {ahead} from now",
                next_step="compare the clock of this machine with that of the one that wrote it",
            )


def _points(each: Recorded) -> Iterator[Problem]:
    """What a submission earned is what its cases did: a missed gate takes the cases' points too.

    A receipt without cases, of a work that nothing could be tried on, makes no such claim.
    """
    receipt = each.receipt
    for case in receipt.cases:
        if fact := _case(case):
            step = "see what wrote this line; grade the work again"
            yield problem.error(each.file, each.line, "case-points", fact, next_step=step)
    if not receipt.cases:
        return
    for name, told, cases in (
        ("points", receipt.points, [case.points for case in receipt.cases]),
        ("max_points", receipt.max_points, [case.max_points for case in receipt.cases]),
    ):
        total = sum(cases)
        if not math.isclose(told, total, rel_tol=_ROUNDING, abs_tol=_ROUNDING):
            yield problem.error(
                each.file,
                each.line,
                "points-sum",
                f"{name} is {told:g}, and those of its cases sum to {total:g}",
                next_step="see what wrote this line; grade the work again",
            )


def _case(case: Case) -> str:
    if case.points > case.max_points:
        return f"{case.name} has {case.points:g} points of {case.max_points:g}"
    if case.points and case.verdict != Verdict.PASSED:
        return f"{case.name} has {case.points:g} points, and its verdict is {case.verdict}"
    return ""


def _steady(receipt: Receipt) -> bytes:
    """Digest what comes out the same on any day: cases that measure no time."""
    kept = [(case.name, case.verdict) for case in receipt.cases if case.group != _MEASURED]
    return lines.digest(kept) if receipt.cases else lines.digest(receipt.verdict)


def _conflict(each: Recorded, first: _First, new: _First) -> Problem:
    told = (
        f"another result for the same work than line {first.line}: "
        f"{new.verdict}, and there {first.verdict}; both are kept"
    )
    if new.steady == first.steady:
        return problem.note(
            each.file,
            each.line,
            "timing",
            f"{told}; only cases of efficiency differ",
            next_step="nothing to do: what is measured may come out otherwise on another day",
        )
    return problem.error(
        each.file,
        each.line,
        "conflict",
        told,
        next_step="grade that work again to see which is right; then remove the other line",
    )
