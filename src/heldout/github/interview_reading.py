"""The pieces of an answer -> reports, in two steps: one has the keys, one the stranger's text.

The first lays out what opens in a private folder, and ends. The second has no key in its
environment; it reads, and nothing of a candidate's is ever run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError, CatalogueError, HeldoutError
from heldout.github import interview_plan
from heldout.github.interview_bounds import Bound
from heldout.github.interview_event import Event
from heldout.github.interview_plan import Piece, Plan, Reading, Reply
from heldout.grading import handover, suites
from heldout.grading.plan import Grade
from heldout.grading.suites import Opened
from heldout.grading.work import Submitter, Work
from heldout.report import Report
from heldout.sandbox.box import Isolation
from heldout.submission import source
from heldout.vault.age import Identity
from heldout.written import prompt
from heldout.written.assess import Assessor


def lay_out(
    plan: Plan, root: Repository, identities: Sequence[Identity], folder: Path
) -> Mapping[str, HeldoutError]:
    """Open what the pieces are read by into a new folder; give by slug what could not be opened.

    Raises `BadInputError` if the folder cannot be made.
    """
    wanted = [piece for piece in plan.pieces if piece.bound is None]
    faults: dict[str, HeldoutError] = {}
    with suites.opened(root, [piece.slug for piece in wanted], identities) as opened:
        grades = []
        for piece in wanted:
            try:
                grader = opened.grader((piece.slug, piece.kind))
            except HeldoutError as exc:
                faults[piece.slug] = exc
            else:
                grades.append(Grade(_work(piece, plan), grader))
        return faults | handover.write(opened, grades, folder)


def read(plan: Plan, event: Event, root: Repository, folder: Path) -> Reply:
    """Read the pieces by what was laid out; what was not, for its form alone.

    Raises `BadInputError` if there are pieces and nothing was laid out, and `CatalogueError`.
    """
    if not plan.pieces:
        return Reply(plan=plan)
    slugs = [piece.slug for piece in plan.pieces if piece.bound is None]
    with handover.read(root, slugs, folder, isolation=Isolation.BUBBLEWRAP) as opened:
        return Reply(
            plan=plan,
            readings=tuple(
                _read(piece, interview_plan.text(event, root, piece), opened)
                for piece in plan.pieces
            ),
        )


def _read(piece: Piece, text: str, opened: Opened) -> Reading:
    content, bound = text.encode(), piece.bound
    if bound is None:
        try:
            report = opened.assessor((piece.slug, piece.kind)).grade(content)
        except (BadInputError, CatalogueError):
            bound = Bound("key")
    if bound is not None:
        report = _form(opened.root, piece.slug).check(content)
    return Reading(piece=msgspec.structs.replace(piece, bound=bound), report=_shown(report))


def _work(piece: Piece, plan: Plan) -> Work:
    """Name a piece as what is handed over names works; of its text nothing is known here."""
    issue = f"issue {plan.number}"
    return Work(
        submitter=Submitter(
            candidate=issue, user_id=plan.number, pull_request=None, submitted_at=plan.at
        ),
        slug=piece.slug,
        kind=piece.kind,
        solution_sha=source.solution_sha(issue.encode()),
        head_sha=None,
    )


def _form(root: Repository, slug: str) -> Assessor:
    task = root.load(slug)
    return Assessor(prompt.public_of(root, task), lambda: prompt.others(root, slug))


def _shown(report: Report) -> Report:
    """Leave out what the reply does not show: an artifact may be fetched by anybody."""
    cases = [msgspec.structs.replace(each, confidence=None, evidence=None) for each in report.cases]
    return msgspec.structs.replace(report, cases=tuple(cases))
