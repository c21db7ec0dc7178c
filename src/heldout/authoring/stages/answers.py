"""Sample answers, to a written prompt or to follow-up questions, read as a candidate's would be.

Right answers pass, wrong ones are rejected for the reason that they name, and every point is made
by a right one and missed by a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import reading
from heldout.catalogue import followups
from heldout.catalogue.casestudy import KEY
from heldout.catalogue.flaws import CODES, rejection
from heldout.catalogue.repository import Repository
from heldout.report import Report, Status, Verdict
from heldout.written import prompt
from heldout.written.assess import Assessor
from heldout.written.prompt import Prompt


def prove(package: Package) -> Iterator[Finding]:
    """Read every sample answer, and say where it comes out other than the folder says.

    Raises `CatalogueError` or `BadInputError` for a folder that cannot be loaded.
    """
    root = Repository(package.root)
    loaded = prompt.hidden_of(root, root.casestudy(package.slug))
    yield from _prove(package, loaded, package.accepted, package.rejected, KEY)


def prove_followups(package: Package) -> Iterator[Finding]:
    """Do the same for the answers to a challenge's follow-up questions, if there are any.

    Raises `CatalogueError` or `UnknownSlugError` for a folder that cannot be loaded.
    """
    accepted, rejected = (
        tuple(n for n in package.files if n.startswith(f"hidden/followups/{kind}/"))
        for kind in ("accepted", "rejected")
    )
    if accepted or rejected:
        root = Repository(package.root)
        loaded = prompt.hidden_of(root, root.challenge(package.slug))
        yield from _prove(package, loaded, accepted, rejected, followups.KEY)


def _prove(
    package: Package, loaded: Prompt, right: Sequence[str], wrong: Sequence[str], key: str
) -> Iterator[Finding]:
    assessor = Assessor(loaded, lambda: prompt.others(Repository(package.root), package.slug))
    accepted, rejected = (
        {name: assessor.grade((package.folder / name).read_bytes()) for name in names}
        for names in (right, wrong)
    )
    for name, report in accepted.items():
        yield from _accepted(package, name, report)
    for name, report in rejected.items():
        yield from _rejected(package, name, report)
    made = {point for report in accepted.values() for point in _with(report, Status.COVERED)}
    missed = {
        case.name
        for report in rejected.values()
        for case in report.cases
        if case.status != Status.COVERED
    }
    for point in loaded.keys:
        if point not in made:
            yield reading.UnmadePoint.found(package, key, point=point)
        if point not in missed:
            yield reading.UnmissedPoint.found(package, key, point=point)


def _accepted(package: Package, name: str, report: Report) -> Iterator[Finding]:
    if report.verdict != Verdict.PASSED:
        yield reading.AnswerFails.found(
            package, name, sample=name, verdict=report.verdict, fact=report.reason
        )
    for finding in report.findings or ():
        yield reading.AnswerFlagged.found(
            package, name, finding.line, sample=name, flaw=finding.code, fact=finding.message
        )


def _rejected(package: Package, name: str, report: Report) -> Iterator[Finding]:
    names = rejection(package.text(name) or "").names
    if report.verdict == Verdict.PASSED:
        yield reading.AnswerPasses.found(package, name, 1, sample=name)
    found = {finding.code for finding in report.findings or ()}
    covered = _with(report, Status.COVERED)
    for reason in names:
        if reason in CODES and reason not in found:
            yield reading.ReasonNotFound.found(package, name, 1, sample=name, reason=reason)
        elif reason in covered:
            yield reading.ReasonNotFound.found(
                package, name, covered[reason], sample=name, reason=reason
            )


def _with(report: Report, status: Status) -> dict[str, int | None]:
    """The points of a status, each with the line of its first quote."""
    return {
        case.name: case.evidence[0].line if case.evidence else None
        for case in report.cases
        if case.status == status
    }
