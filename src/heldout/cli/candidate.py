"""What a candidate types: show, check."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from heldout.cli.choices import AsJson, Sandbox, SandboxOption, Slugs, complete_slug, worst
from heldout.report import Verdict

if TYPE_CHECKING:
    from heldout.catalogue.casestudy import CaseStudy
    from heldout.catalogue.challenge import Challenge
    from heldout.catalogue.repository import Repository
    from heldout.report import Report


def add_commands(app: typer.Typer) -> None:
    """Register the candidate's commands."""
    app.command("show")(show)
    app.command("check")(check)


def show(
    slug: Annotated[str, typer.Argument(autocompletion=complete_slug)], as_json: AsJson = False
) -> None:
    """Show the statement of a challenge or of a written prompt."""
    from heldout.catalogue import repository
    from heldout.cli import listing, screen
    from heldout.practice import attempts

    task = repository.find(Path.cwd()).load(slug)
    statement = task.statement.read_text(encoding="utf-8")
    facts = listing.facts(task)
    if as_json:
        typer.echo(msgspec.json.encode({**facts, "statement": statement}))
        return
    if not screen.out.is_terminal:
        typer.echo(statement, nl=False)
        return
    from rich.markdown import Markdown

    screen.out.print(Markdown(screen.safe_lines(statement)))
    screen.out.print(
        f"\n{facts['track']}, {facts['difficulty']}, {facts['minutes']} minutes in an interview"
    )
    screen.out.print(f"edit   {screen.from_here(attempts.own_file(task))}", markup=False)
    screen.out.print(f"check  heldout check {slug}", markup=False)


def check(
    slugs: Slugs = None, sandbox: SandboxOption = Sandbox.auto, as_json: AsJson = False
) -> None:
    """Run the public tests against your code, and look at the form of your written answers."""
    from heldout.catalogue import repository
    from heldout.catalogue.casestudy import CaseStudy
    from heldout.catalogue.challenge import Challenge

    root = repository.find(Path.cwd())
    tasks = [root.load(slug) for slug in slugs or root.names()]
    challenges = [each for each in tasks if isinstance(each, Challenge)]
    casestudies = [each for each in tasks if isinstance(each, CaseStudy)]
    statuses = [
        *(_check_code(root, challenges, sandbox, as_json=as_json) if challenges else ()),
        *(_check_prose(root, casestudies, as_json=as_json) if casestudies else ()),
    ]
    raise typer.Exit(worst(statuses))


def _check_code(
    root: Repository, challenges: Sequence[Challenge], sandbox: Sandbox, *, as_json: bool
) -> Iterator[int]:
    from heldout.catalogue import followups
    from heldout.cli import grading, reports, screen
    from heldout.judging import suite

    work = [(suite.public(each), each.solution) for each in challenges]
    for challenge, report in zip(challenges, grading.check_own(sandbox, work), strict=True):
        if as_json:
            typer.echo(reports.encode(challenge.solution, report))
        else:
            _print_check(challenge, report)
        _remember(root, report, challenge.solution)
        yield reports.exit_status(report)
        if followups.is_begun(challenge.followups):
            yield from _check_prose(root, [challenge], as_json=as_json)
        elif not as_json and report.verdict == Verdict.PASSED:
            typer.echo(f"  and then: the questions in {screen.from_here(challenge.followups)}\n")


def _check_prose(
    root: Repository, tasks: Sequence[CaseStudy | Challenge], *, as_json: bool
) -> Iterator[int]:
    from heldout.cli import prose, reports, screen
    from heldout.github import environment

    not_begun = []
    for task in tasks:
        report = prose.check(root, task)
        file = prose.own_file(task)
        where = screen.from_here(file)
        if not as_json and len(tasks) > 1 and prose.is_untouched(report):
            not_begun.append(task.slug)
            yield reports.exit_status(report)
            continue
        if as_json:
            typer.echo(reports.encode(file, report))
        else:
            screen.out.print(f"{task.slug}  {where}\n", markup=False)
            with environment.commands_stopped(os.environ, sys.stdout):
                prose.print_report(report, where, {})
            screen.out.print(f"  {screen.safe(report.reason)}", markup=False, soft_wrap=True)
            step = _next_in_prose(task.slug, where, report)
            screen.out.print(f"  next: {step}\n", markup=False, soft_wrap=True)
        _remember(root, report, file)
        out = sys.stderr if as_json else sys.stdout
        environment.publish_findings(where.as_posix(), report.findings or (), os.environ, out)
        yield reports.exit_status(report)
    if not_begun:
        screen.out.print(f"not begun yet: {', '.join(not_begun)}", markup=False, soft_wrap=True)
        screen.out.print(f"  next: heldout show {not_begun[0]}", markup=False)


def _remember(root: Repository, report: Report, file: Path) -> None:
    """Note what came of a check, for `list`; where nothing can be written that is no trouble."""
    from heldout.cli import screen
    from heldout.practice import diary
    from heldout.submission import source

    try:
        check = diary.Check(
            slug=report.slug,
            kind=report.kind,
            solution_sha=source.solution_sha(file.read_bytes()),
            verdict=report.verdict,
            at=datetime.now(UTC),
            passed=report.passed if report.findings is None else 0,
            total=len(report.cases) if report.findings is None else 0,
        )
        diary.write(root.root, [check])
    except OSError as exc:
        screen.print_warning(f"this check is not remembered: {(exc.strerror or '').lower()}")


def _next_in_prose(slug: str, where: Path, report: Report) -> str:
    from heldout.cli import prose

    if prose.is_untouched(report):
        return f"heldout show {slug}, then write below the headings of {where}"
    if report.verdict == Verdict.PASSED:
        return "commit and push; grading reads which points of the rubric it makes"
    return f"work through what is listed above, then heldout check {slug} again"


def _print_check(challenge: Challenge, report: Report) -> None:
    from heldout.cli import screen

    screen.out.print(f"{challenge.slug}  {screen.from_here(challenge.solution)}", markup=False)
    screen.print_cases(report.cases)
    screen.out.print(f"  {screen.safe(report.reason)}", markup=False, soft_wrap=True)
    screen.out.print(f"  next: {_next_step(challenge, report)}\n", markup=False, soft_wrap=True)


def _next_step(challenge: Challenge, report: Report) -> str:
    from heldout.cli import screen

    if report.verdict == Verdict.PASSED:
        return "commit and push; the hidden suite asks more than the public one"
    if any("NotImplementedError" in case.detail for case in report.cases):
        where = screen.from_here(challenge.solution)
        return f"heldout show {challenge.slug}, then write your code in {where}"
    return (
        f"pytest {screen.from_here(challenge.folder)} runs the same tests with a debugger (--pdb)"
    )
