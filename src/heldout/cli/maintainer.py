"""What a maintainer types: grade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.cli.choices import AsJson, Jobs, Sandbox, SandboxOption, Slugs, worst
from heldout.errors import BadInputError, OurFaultError
from heldout.report import Report, Verdict

if TYPE_CHECKING:
    from heldout.catalogue.challenge import Challenge
    from heldout.judging.judge import Judge

Solutions = Annotated[
    list[Path] | None,
    typer.Option("--solution", help="A file to grade; may be given again. Needs one challenge."),
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
    """Run the hidden suite against solutions, each in a sealed worker."""
    from heldout.catalogue import repository
    from heldout.cli import grading
    from heldout.judging.judge import Judge

    root = repository.find(Path.cwd())
    challenges = [root.challenge(slug) for slug in slugs or root.slugs()]
    if solutions and len(challenges) != 1:
        raise BadInputError(
            f"--solution needs exactly one challenge, and {len(challenges)} are meant",
            next_step="heldout grade SLUG --solution FILE",
        )
    statuses = []
    with Judge(grading.isolation_for(sandbox), jobs=jobs) as judge:
        for challenge in challenges:
            paths = solutions or [challenge.solution]
            reports = _reports(judge, challenge, paths, as_json=as_json)
            statuses += [grading.exit_status(report) for report in reports]
    raise typer.Exit(worst(statuses))


def _reports(
    judge: Judge, challenge: Challenge, paths: list[Path], *, as_json: bool
) -> list[Report]:
    """Grade and print. A fault of ours is said once, and is every remaining file's report."""
    from heldout.cli import grading, screen
    from heldout.judging import score

    reports: list[Report] = []
    try:
        with screen.progress(challenge.slug, len(paths)) as advance:
            for report in grading.grade(judge, grading.hidden_suite(challenge), paths, advance):
                if as_json:
                    typer.echo(grading.encode(paths[len(reports)], report))
                reports.append(report)
    except OurFaultError as exc:
        screen.print_error(exc)
        for path in paths[len(reports) :]:
            reason = exc.fact.splitlines()[0]
            reports.append(score.unrun(challenge.slug, (), Verdict.JUDGE_ERROR, reason))
            if as_json:
                typer.echo(grading.encode(path, reports[-1]))
    if not as_json:
        _print_reports(challenge, paths, reports)
    return reports


def _print_reports(challenge: Challenge, paths: list[Path], reports: list[Report]) -> None:
    from heldout.cli import screen

    if len(reports) == 1:
        screen.out.print(f"{challenge.slug}  {screen.safe(str(paths[0]))}", markup=False)
        screen.print_cases(reports[0].cases)
        found = reports[0]
        words = f"  {found.verdict}, {screen.points(found)} points: {screen.safe(found.reason)}"
        screen.out.print(words, markup=False, soft_wrap=True)
        return
    table = screen.table("solution", "verdict", "points", "speed", "", right=["points", "speed"])
    for path, report in zip(paths, reports, strict=True):
        speed = "" if report.speed_ratio is None else f"{report.speed_ratio:g}x"
        name, reason = screen.cell(str(path)), screen.cell(report.reason)
        table.add_row(name, screen.verdict(report.verdict), screen.points(report), speed, reason)
    screen.out.print(table)
