"""What a maintainer types: grade."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.cli.choices import AsJson, Jobs, Sandbox, SandboxOption, Slugs, worst
from heldout.errors import BadInputError, OurFaultError
from heldout.report import Report, Verdict

if TYPE_CHECKING:
    from heldout.catalogue.casestudy import CaseStudy
    from heldout.catalogue.challenge import Challenge
    from heldout.catalogue.repository import Repository
    from heldout.judging.judge import Judge
    from heldout.sandbox.box import Isolation

_FROM = "From a pull request"

Solutions = Annotated[
    list[Path] | None,
    typer.Option("--solution", help="A file to grade; may be given again. Needs one slug."),
]
Identity = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Opens sealed suites; or HELDOUT_IDENTITY.")
]
PullRequest = Annotated[
    int | None,
    typer.Option("--pull-request", min=1, help="Its number.", rich_help_panel=_FROM),
]
Ref = Annotated[
    str | None,
    typer.Option(
        "--ref", help="The commit, by SHA or name; HEAD for one's own.", rich_help_panel=_FROM
    ),
]
Base = Annotated[str, typer.Option(help="Where it is to go.", rich_help_panel=_FROM)]
Remote = Annotated[str, typer.Option(help="Where to fetch it.", rich_help_panel=_FROM)]
Candidate = Annotated[
    str | None, typer.Option(metavar="LOGIN", help="Whose it is.", rich_help_panel=_FROM)
]
UserId = Annotated[
    int | None, typer.Option(min=1, metavar="NUMBER", help="Whose it is.", rich_help_panel=_FROM)
]
SubmittedAt = Annotated[
    str | None,
    typer.Option(
        metavar="TIME", help="When it was pushed; now, if not given.", rich_help_panel=_FROM
    ),
]
Rules = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The cohort's rules.", rich_help_panel=_FROM)
]
Ledger = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Receipts: what is there is not graded again.", rich_help_panel=_FROM
    ),
]
Receipts = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Where new receipts go.", rich_help_panel=_FROM),
]
Secret = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="The cohort's; or HELDOUT_COHORT_SECRET.", rich_help_panel=_FROM
    ),
]


def add_commands(app: typer.Typer) -> None:
    """Register the maintainer's commands."""
    app.command("grade")(grade)


def grade(
    slugs: Slugs = None,
    solutions: Solutions = None,
    sandbox: SandboxOption = Sandbox.auto,
    jobs: Jobs = None,
    identity: Identity = None,
    as_json: AsJson = False,
    pull_request: PullRequest = None,
    ref: Ref = None,
    base: Base = "HEAD",
    remote: Remote = "origin",
    candidate: Candidate = None,
    user_id: UserId = None,
    submitted_at: SubmittedAt = None,
    cohort: Rules = None,
    receipts: Ledger = None,
    out: Receipts = None,
    secret: Secret = None,
) -> None:
    """Grade code by the hidden suite, each in a sealed worker, and read written answers."""
    from heldout.catalogue import repository
    from heldout.cli import grading, handed_in, reports

    root = repository.find(Path.cwd())
    isolation = grading.isolation_for(sandbox)
    if pull_request is None and ref is None:
        graded = _grade_files(root, slugs, solutions, identity, isolation, jobs, as_json=as_json)
    else:
        if slugs or solutions:
            raise BadInputError(
                "files and a pull request are both named, and only one can be meant",
                next_step="heldout grade --pull-request N, or heldout grade SLUG --solution FILE",
            )
        graded = handed_in.grade(
            root,
            handed_in.Request(
                pull_request=pull_request,
                ref=ref,
                base=base,
                remote=remote,
                candidate=candidate,
                user_id=user_id,
                submitted_at=_time(submitted_at),
                cohort=cohort,
                receipts=receipts,
                out=out,
                secret=secret,
                identity=identity,
                isolation=isolation,
                jobs=jobs,
                as_json=as_json,
            ),
        )
    raise typer.Exit(worst(map(reports.exit_status, graded)))


def _time(text: str | None) -> datetime:
    """Read a time with its zone. Raises `BadInputError`."""
    if text is None:
        return datetime.now(UTC)
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise BadInputError(
            f"{text!r} is no time with a zone",
            next_step="write it as 2026-09-02T18:10:00Z, as the event has it",
        )
    return time


def _grade_files(
    root: Repository,
    slugs: list[str] | None,
    solutions: list[Path] | None,
    identity: Path | None,
    isolation: Isolation,
    jobs: int | None,
    *,
    as_json: bool,
) -> list[Report]:
    from heldout.catalogue.challenge import Challenge
    from heldout.grading import suites
    from heldout.judging.judge import Judge
    from heldout.vault import identity as identities

    wanted = slugs or root.names()
    if solutions and len(wanted) != 1:
        raise BadInputError(
            f"--solution needs exactly one challenge, and {len(wanted)} are meant",
            next_step="heldout grade SLUG --solution FILE",
        )
    held = identities.find(identity, os.environ, identities.default_path())
    graded: list[Report] = []
    with ExitStack() as stack:
        opened = stack.enter_context(suites.opened(root, wanted, held, isolation=isolation))
        judge = None
        for slug in wanted:
            task = opened.task(slug)
            paths = solutions or _own_files(task)
            if isinstance(task, Challenge) and any(not _is_written(task, path) for path in paths):
                judge = judge or stack.enter_context(Judge(isolation, jobs=jobs))
            graded += _graded(root, judge, task, paths, as_json=as_json)
    return graded


def _own_files(task: Challenge | CaseStudy) -> list[Path]:
    """What a candidate hands in: the answer, or the code, and follow-up answers once begun."""
    from heldout.catalogue import followups
    from heldout.catalogue.casestudy import CaseStudy

    if isinstance(task, CaseStudy):
        return [task.answer]
    return [task.solution, *([task.followups] if followups.is_begun(task.followups) else [])]


def _is_written(task: Challenge | CaseStudy, path: Path) -> bool:
    """Whether a file is read by a rubric: an answer, or answers to follow-up questions."""
    from heldout.catalogue.casestudy import CaseStudy

    return isinstance(task, CaseStudy) or path.suffix.lower() in (".md", ".markdown")


def _graded(
    root: Repository,
    judge: Judge | None,
    task: Challenge | CaseStudy,
    paths: list[Path],
    *,
    as_json: bool,
) -> list[Report]:
    """Grade and print, in the order given: code by its suite, Markdown by its rubric."""
    from heldout.catalogue.casestudy import CaseStudy
    from heldout.cli import reports, screen

    written = [path for path in paths if _is_written(task, path)]
    code = [path for path in paths if not _is_written(task, path)]
    read: Iterator[Report] = iter(())
    described: Mapping[str, str] = {}
    if written:
        from heldout.cli import prose

        grader = prose.Grader(root, task)
        described, read = grader.descriptions, grader.grade(written)
    judged: Iterator[Report] = iter(())
    if code and judge is not None and not isinstance(task, CaseStudy):
        judged = _judged(judge, task, code)
    graded = []
    with screen.progress(task.slug, len(paths)) as advance:
        for path in paths:
            report = next(read if _is_written(task, path) else judged)
            if as_json:
                typer.echo(reports.encode(path, report))
            graded.append(report)
            advance()
    if not as_json:
        _print(task.slug, list(zip(paths, graded, strict=True)), described)
    return graded


def _judged(judge: Judge, challenge: Challenge, paths: list[Path]) -> Iterator[Report]:
    """Judge code. A fault of ours is said once, and is every remaining file's report."""
    from heldout.cli import grading, screen
    from heldout.judging import score

    done = 0
    try:
        for report in grading.grade(judge, grading.hidden_suite(challenge), paths):
            yield report
            done += 1
    except OurFaultError as exc:
        screen.print_error(exc)
        reason = exc.fact.splitlines()[0]
        for _ in paths[done:]:
            yield score.unrun(challenge.slug, (), Verdict.JUDGE_ERROR, reason)


def _print(slug: str, graded: list[tuple[Path, Report]], described: Mapping[str, str]) -> None:
    """Print one file in full, or one of each kind; more of them as a table."""
    from heldout.cli import screen

    if len({report.kind for _, report in graded}) < len(graded):
        screen.print_reports([path for path, _ in graded], [report for _, report in graded])
        return
    for path, report in graded:
        screen.out.print(f"{slug}  {screen.safe(str(path))}", markup=False)
        if report.findings is None:
            screen.print_cases(report.cases)
        else:
            from heldout.cli import prose

            screen.out.print()
            prose.print_report(report, path, described)
        screen.print_outcome(report)
