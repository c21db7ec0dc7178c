"""`heldout grade --pull-request N`, or `--ref REF`: what somebody hands in, out of git objects."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from heldout.errors import BadInputError
from heldout.report import Report, Verdict

if TYPE_CHECKING:
    from heldout.catalogue.cohort import Cohort
    from heldout.catalogue.repository import Repository
    from heldout.grading.decision import Decision, File
    from heldout.grading.run import Graded
    from heldout.grading.suites import Opened
    from heldout.grading.work import Work
    from heldout.ledger.receipt import Receipt
    from heldout.sandbox.box import Isolation
    from heldout.submission.pull_request import PullRequest


class Request(NamedTuple):
    """What the command line asks for. `candidate` and `user_id` are the event's; None locally."""

    pull_request: int | None
    ref: str | None
    base: str
    remote: str
    candidate: str | None
    user_id: int | None
    submitted_at: datetime
    cohort: Path | None
    receipts: Path | None
    out: Path | None
    secret: Path | None
    identity: Path | None
    isolation: Isolation
    jobs: int | None
    as_json: bool


def grade(root: Repository, request: Request) -> list[Report]:
    """Grade what is handed in, print it, and write the receipts. Returns a report for each file.

    Raises `BadInputError` where nothing is handed in that could be graded.
    """
    from heldout.catalogue import cohort as cohorts
    from heldout.catalogue import opening
    from heldout.grading import decision as decisions

    _check(request)
    if request.out is not None:
        # Receipts of an earlier push must not be taken for this one's, whatever comes of it.
        request.out.unlink(missing_ok=True)
    read = _read(root, request)
    _check_decision(read)
    rules = cohorts.load(request.cohort, known=root) if request.cohort else None
    with _opened(root, request, list(decisions.slugs(read))) as opened:
        if request.cohort is not None:
            opening.check(request.cohort, opened.seeds.commitment)
        decision = _decide(opened, read, rules, request)
        graded = _run(opened, read, decision, request)
    outcomes = [_outcome(file, graded) for file in decision.files]
    if request.out is not None:
        _write(request.out, [receipt for _, receipt in outcomes if receipt is not None])
    reports = [report for report, _ in outcomes]
    _print(decision, reports, as_json=request.as_json)
    return reports


def _check(request: Request) -> None:
    if request.out is not None and (request.candidate is None or request.user_id is None):
        raise BadInputError(
            "receipts say whose they are, and nobody is named",
            next_step="--candidate LOGIN --user-id NUMBER, as the event has them",
        )
    if request.cohort is not None and request.receipts is None:
        raise BadInputError(
            "a cohort's attempts are counted in its receipts, and none are named",
            next_step="--receipts DIR, the ledger's folder; an empty one will do at first",
        )


def _read(root: Repository, request: Request) -> PullRequest:
    """Read the head that is meant: the SHA that the event names, or the ref as it is now."""
    from heldout.submission import fetch, pull_request

    head = request.ref
    if request.pull_request is not None:
        # With both, the commit is fetched by its name: the head may have moved since the event.
        source = request.ref or f"refs/pull/{request.pull_request}/head"
        head = fetch.from_remote(root.root, request.remote, source, fetch.own_config())
    return pull_request.read(root.root, base=request.base, head=head or "HEAD")


def _check_decision(read: PullRequest) -> None:
    if read.decision == "submission":
        return
    if read.decision == "contribution":
        raise BadInputError(
            "this changes the repository and hands nothing in, so there is nothing to grade",
            where=read.head_sha,
            next_step="heldout verify --ref REF looks at what it contributes",
        )
    if read.decision == "empty":
        raise BadInputError(
            "nothing is handed in: no solution or answer differs from the one it began with",
            where=read.head_sha,
            next_step="edit challenges/SLUG/solution.py, commit it, and push",
        )
    facts = "\n".join(f"- {reason}" for reason in read.reasons)
    raise BadInputError(
        f"nothing was taken from this tree\n{facts}",
        where=read.head_sha,
        next_step="set right what is named above, commit, and push again",
    )


def _opened(
    root: Repository, request: Request, slugs: Sequence[str]
) -> AbstractContextManager[Opened]:
    from heldout.grading import suites
    from heldout.vault import identity as identities
    from heldout.vault import secret as secrets

    held = identities.find(request.identity, os.environ, identities.default_path())
    secret = secrets.find(request.secret, os.environ)
    key = None if secret is None else secrets.seed_key(secret)
    return suites.opened(root, slugs, held, isolation=request.isolation, seed_key=key)


def _decide(opened: Opened, read: PullRequest, rules: Cohort | None, request: Request) -> Decision:
    """Decide what is graded: without a ledger everything, and the cohort is not asked."""
    from heldout.cli import recorded
    from heldout.grading import decision as decisions
    from heldout.grading.work import Submitter

    submitter = Submitter(
        candidate=request.candidate or "you",
        user_id=request.user_id or 1,
        pull_request=request.pull_request,
        submitted_at=request.submitted_at,
    )
    known = [] if request.receipts is None else recorded.receipts(request.receipts)
    return decisions.decide(read, submitter, opened, known, rules, datetime.now(UTC))


def _run(
    opened: Opened, read: PullRequest, decision: Decision, request: Request
) -> dict[Work, Graded]:
    from heldout.cli import screen
    from heldout.grading import run
    from heldout.judging.judge import Judge

    contents = {item.path: item.content or b"" for item in read.items}
    # What could not be opened is tried too: that tells what is wrong with it.
    entries = [
        (file.work, contents[file.path])
        for file in decision.files
        if file.work is not None and file.fate in ("grade", "failed")
    ]
    found = {}
    with screen.progress("grading", len(entries)) as advance:
        for graded in run.grade(
            opened, Judge, entries, lambda: datetime.now(UTC), jobs=request.jobs
        ):
            found[graded.work] = graded
            advance()
    return found


def _outcome(file: File, graded: dict[Work, Graded]) -> tuple[Report, Receipt | None]:
    """Give the report of a file, and the receipt if there is a new one."""
    if file.work is not None and (done := graded.get(file.work)) is not None:
        return done.report, done.receipt
    if file.receipt is not None:
        return _recorded(file.receipt), file.receipt if file.fate == "reused" else None
    return Report.without_cases(file.slug, file.kind, Verdict.REFUSED, file.reason), None


def _recorded(receipt: Receipt) -> Report:
    """Turn a receipt back into a report: what it says is all that is known."""
    from heldout.report import CaseResult

    return Report(
        slug=receipt.slug,
        kind=receipt.kind,
        verdict=receipt.verdict,
        reason="graded before",
        points=receipt.points,
        max_points=receipt.max_points,
        speed_ratio=receipt.speed_ratio,
        cases=tuple(
            CaseResult(
                name=case.name,
                title=case.title,
                group=case.group,
                verdict=case.verdict,
                points=case.points,
                max_points=case.max_points,
                wall_s=None,
                status=case.status,
            )
            for case in receipt.cases
        ),
    )


def _write(out: Path, receipts: Sequence[Receipt]) -> None:
    """Write the new receipts whole, for `heldout ledger push`."""
    from heldout.ledger import receipt

    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_bytes(b"".join(map(receipt.encode, receipts)))
        partial.replace(out)
    except OSError as exc:
        partial.unlink(missing_ok=True)
        raise BadInputError(
            f"the receipts cannot be written ({(exc.strerror or str(exc)).lower()})",
            where=out,
            next_step="make room or name another place, and grade again: it gives the same",
        ) from exc


def _print(decision: Decision, found: Sequence[Report], *, as_json: bool) -> None:
    from heldout.cli import reports, screen

    paths = [Path(file.path) for file in decision.files]
    if as_json:
        for path, report in zip(paths, found, strict=True):
            typer.echo(reports.encode(path, report))
        return
    screen.out.print(f"{decision.head_sha}, from {decision.base_sha[:12]}", markup=False)
    screen.print_reports(paths, found)
