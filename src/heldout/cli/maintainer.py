"""What a maintainer types: grade."""

from __future__ import annotations

from contextlib import ExitStack
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

Solutions = Annotated[
    list[Path] | None,
    typer.Option("--solution", help="A file to grade; may be given again. Needs one slug."),
]


def add_commands(app: typer.Typer) -> None:
    """Register the maintainer's commands."""
    app.command("grade")(grade)


def grade(
    slugs: Slugs = None,
    solutions: Solutions = None,
    sandbox: SandboxOption = Sandbox.auto,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> None:
    """Grade code by the hidden suite, each in a sealed worker, and read written answers."""
    from heldout.catalogue import repository
    from heldout.catalogue.casestudy import CaseStudy
    from heldout.cli import reports
    from heldout.judging.judge import Judge

    root = repository.find(Path.cwd())
    tasks = [root.load(slug) for slug in slugs or root.names()]
    if solutions and len(tasks) != 1:
        raise BadInputError(
            f"--solution needs exactly one challenge, and {len(tasks)} are meant",
            next_step="heldout grade SLUG --solution FILE",
        )
    statuses: list[int] = []
    with ExitStack() as stack:
        judge = None
        for task in tasks:
            if isinstance(task, CaseStudy):
                graded = _read(root, task, solutions or [task.answer], as_json=as_json)
            else:
                from heldout.cli import grading

                judge = judge or stack.enter_context(
                    Judge(grading.isolation_for(sandbox), jobs=jobs)
                )
                paths = solutions or [task.solution]
                graded = _judged(judge, task, paths, as_json=as_json)
            statuses += map(reports.exit_status, graded)
    raise typer.Exit(worst(statuses))


def _read(
    root: Repository, casestudy: CaseStudy, paths: list[Path], *, as_json: bool
) -> list[Report]:
    """Read written answers and print what came of it."""
    from heldout.cli import prose, reports, screen

    graded = []
    for path, report in zip(paths, prose.grade(root, casestudy, paths), strict=True):
        if as_json:
            typer.echo(reports.encode(path, report))
        elif len(paths) == 1:
            screen.out.print(f"{casestudy.slug}  {screen.safe(str(path))}\n", markup=False)
            prose.print_report(casestudy, report, path)
            screen.print_outcome(report)
        graded.append(report)
    if not as_json and len(paths) > 1:
        screen.print_reports(paths, graded)
    return graded


def _judged(
    judge: Judge, challenge: Challenge, paths: list[Path], *, as_json: bool
) -> list[Report]:
    """Grade and print. A fault of ours is said once, and is every remaining file's report."""
    from heldout.cli import grading, reports, screen
    from heldout.judging import score

    graded: list[Report] = []
    try:
        with screen.progress(challenge.slug, len(paths)) as advance:
            for report in grading.grade(judge, grading.hidden_suite(challenge), paths, advance):
                if as_json:
                    typer.echo(reports.encode(paths[len(graded)], report))
                graded.append(report)
    except OurFaultError as exc:
        screen.print_error(exc)
        for path in paths[len(graded) :]:
            reason = exc.fact.splitlines()[0]
            graded.append(score.unrun(challenge.slug, (), Verdict.JUDGE_ERROR, reason))
            if as_json:
                typer.echo(reports.encode(path, graded[-1]))
    if as_json:
        return graded
    if len(graded) == 1:
        screen.out.print(f"{challenge.slug}  {screen.safe(str(paths[0]))}", markup=False)
        screen.print_cases(graded[0].cases)
        screen.print_outcome(graded[0])
    else:
        screen.print_reports(paths, graded)
    return graded
