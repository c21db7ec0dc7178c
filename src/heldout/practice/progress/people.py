"""A folder of receipts -> whose they are, and the receipts of one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from heldout.errors import BadInputError
from heldout.ledger import folder as ledger
from heldout.ledger.lines import Recorded
from heldout.ledger.problem import Severity
from heldout.ledger.receipt import Case, Receipt
from heldout.practice.progress.facts import Work
from heldout.report import CaseResult, Report
from heldout.report.text import printable

_MOST_NAMED = 12
_CUT = 60
_AGAIN = "heldout progress --candidate"


class Person(msgspec.Struct, frozen=True):
    """Somebody with receipts: all names that they had, the latest last, and their files."""

    user_id: int
    names: tuple[str, ...]
    files: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The name that they have now, fit to be shown."""
        return _shown(self.names[-1])


def find(folder: Path) -> tuple[list[Person], int]:
    """List who has receipts in a ledger, and count the lines that nobody can read.

    Raises `BadInputError` if there is no such folder.
    """
    names: defaultdict[int, dict[str, datetime]] = defaultdict(dict)
    files: defaultdict[int, dict[Path, None]] = defaultdict(dict)
    unread = 0
    for path in ledger.find(folder):
        for each in ledger.read_file(path):
            if not isinstance(each, Recorded):
                unread += each.severity == Severity.ERROR
                continue
            receipt, known = each.receipt, names[each.receipt.user_id]
            files[receipt.user_id][path] = None
            at = known.get(receipt.candidate, receipt.submitted_at)
            known[receipt.candidate] = max(at, receipt.submitted_at)
    people = [
        Person(user_id, tuple(sorted(known, key=known.__getitem__)), tuple(files[user_id]))
        for user_id, known in names.items()
    ]
    return sorted(people, key=lambda each: (each.name.lower(), each.user_id)), unread


def choose(people: Sequence[Person], candidate: str | None, folder: Path) -> Person | None:
    """Choose somebody by name or number; who is alone needs no name.

    Raises `BadInputError` if nobody goes by it, or it has to be said who is meant.
    """
    if candidate is None:
        if len(people) > 1:
            raise BadInputError(
                f"these are the receipts of {len(people)} candidates: {_listed(people)}",
                where=folder,
                next_step=f"say whose progress it is to be: {_AGAIN} NAME",
            )
        return people[0] if people else None
    found = _going_by(people, candidate)
    if not found:
        raise BadInputError(
            f"nobody here goes by {_shown(candidate)}; "
            + (f"there are {_listed(people)}" if people else "there is no receipt at all"),
            where=folder,
            next_step=f"{_AGAIN} NAME, with one of them" if people else "heldout ledger pull",
        )
    if len(found) > 1:
        numbers = ", ".join(str(each.user_id) for each in found)
        raise BadInputError(
            f"{len(found)} users go by {_shown(candidate)}, with the numbers {numbers}",
            where=folder,
            next_step=f"say which by the number: {_AGAIN} {found[0].user_id}",
        )
    return found[0]


def works(person: Person) -> list[Work]:
    """Read what somebody handed in. Of work that was graded again only the last grade counts."""
    last: dict[tuple[object, ...], Receipt] = {}
    for each in _received(person):
        key = (each.slug, each.kind, each.solution_sha, each.submitted_at)
        if key not in last or last[key].graded_at <= each.graded_at:
            last[key] = each
    return [
        Work(
            at=each.submitted_at,
            origin="receipt",
            solution=each.solution_sha,
            report=_report(each),
        )
        for each in last.values()
    ]


def _received(person: Person) -> Iterator[Receipt]:
    for path in person.files:
        for each in ledger.read_file(path):
            if isinstance(each, Recorded) and each.receipt.user_id == person.user_id:
                yield each.receipt


def _report(receipt: Receipt) -> Report:
    return Report(
        slug=receipt.slug,
        kind=receipt.kind,
        verdict=receipt.verdict,
        reason="",
        points=receipt.points,
        max_points=receipt.max_points,
        speed_ratio=receipt.speed_ratio,
        cases=tuple(map(_case, receipt.cases)),
    )


def _case(case: Case) -> CaseResult:
    return CaseResult(
        name=case.name,
        title=case.title,
        group=case.group,
        verdict=case.verdict,
        points=case.points,
        max_points=case.max_points,
        wall_s=None,
        status=case.status,
    )


def _going_by(people: Sequence[Person], candidate: str) -> list[Person]:
    """Find by today's name; else by number; else by a name of before."""
    wanted = candidate.lower()
    return (
        [each for each in people if each.names[-1].lower() == wanted]
        or [each for each in people if str(each.user_id) == candidate]
        or [each for each in people if wanted in map(str.lower, each.names)]
    )


def _listed(people: Sequence[Person]) -> str:
    named = ", ".join(each.name for each in people[:_MOST_NAMED])
    rest = len(people) - _MOST_NAMED
    return f"{named} and {rest} more" if rest > 0 else named


def _shown(name: str) -> str:
    clean = printable(name)
    return clean if len(clean) <= _CUT else f"{clean[: _CUT - 1]}…"
