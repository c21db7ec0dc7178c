"""What a candidate types: list, show, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from heldout.cli.choices import AsJson, Sandbox, SandboxOption, Slugs, complete_slug, worst
from heldout.report import Verdict

if TYPE_CHECKING:
    from heldout.catalogue.challenge import Challenge
    from heldout.report import Report


def add_commands(app: typer.Typer) -> None:
    """Register the candidate's commands."""
    app.command("list")(list_challenges)
    app.command("show")(show)
    app.command("check")(check)


def list_challenges(as_json: AsJson = False) -> None:
    """List the challenges."""
    from heldout.catalogue import repository
    from heldout.cli import screen

    sound, broken = repository.find(Path.cwd()).challenges()
    if as_json:
        for challenge in sound:
            typer.echo(msgspec.json.encode({"slug": challenge.slug, **_facts(challenge)}))
    else:
        table = screen.table(
            "challenge", "title", "track", "level", "minutes", "asked", right=["minutes"]
        )
        for each in sound:
            facts = each.manifest
            row = (
                each.slug,
                facts.title,
                facts.track,
                facts.difficulty,
                f"{facts.minutes}",
                facts.asked,
            )
            table.add_row(*map(screen.cell, row))
        screen.out.print(table)
    for error in broken:
        screen.print_error(error)
    raise typer.Exit(worst(error.exit_status for error in broken))


def show(
    slug: Annotated[str, typer.Argument(autocompletion=complete_slug)], as_json: AsJson = False
) -> None:
    """Show a challenge's statement."""
    from heldout.catalogue import repository
    from heldout.cli import screen

    challenge = repository.find(Path.cwd()).challenge(slug)
    statement = challenge.statement.read_text(encoding="utf-8")
    if as_json:
        described = {"slug": slug, **_facts(challenge), "statement": statement}
        typer.echo(msgspec.json.encode(described))
        return
    if not screen.out.is_terminal:
        typer.echo(statement, nl=False)
        return
    from rich.markdown import Markdown

    screen.out.print(Markdown(screen.safe_lines(statement)))
    facts = challenge.manifest
    screen.out.print(
        f"\n{facts.track}, {facts.difficulty}, {facts.minutes} minutes in an interview"
    )
    screen.out.print(f"edit   {_from_here(challenge.solution)}", markup=False)
    screen.out.print(f"check  heldout check {slug}", markup=False)


def check(
    slugs: Slugs = None, sandbox: SandboxOption = Sandbox.auto, as_json: AsJson = False
) -> None:
    """Run the public tests against your solution, in the sandbox that graders use."""
    from heldout.catalogue import repository
    from heldout.cli import grading
    from heldout.judging import suite

    root = repository.find(Path.cwd())
    challenges = [root.challenge(slug) for slug in slugs or root.slugs()]
    work = [(suite.public(each), each.solution) for each in challenges]
    reports = grading.check_own(sandbox, work)
    for challenge, report in zip(challenges, reports, strict=True):
        if as_json:
            typer.echo(grading.encode(challenge.solution, report))
        else:
            _print_check(challenge, report)
    raise typer.Exit(worst(grading.exit_status(report) for report in reports))


def _print_check(challenge: Challenge, report: Report) -> None:
    from heldout.cli import screen

    screen.out.print(f"{challenge.slug}  {_from_here(challenge.solution)}", markup=False)
    screen.print_cases(report.cases)
    screen.out.print(f"  {screen.safe(report.reason)}", markup=False, soft_wrap=True)
    screen.out.print(f"  next: {_next_step(challenge, report)}\n", markup=False, soft_wrap=True)


def _next_step(challenge: Challenge, report: Report) -> str:
    if report.verdict == Verdict.PASSED:
        return "commit and push; the hidden suite asks more than the public one"
    if any("NotImplementedError" in case.detail for case in report.cases):
        where = _from_here(challenge.solution)
        return f"heldout show {challenge.slug}, then write your code in {where}"
    return f"pytest {_from_here(challenge.folder)} runs the same tests with a debugger (--pdb)"


def _facts(challenge: Challenge) -> dict[str, object]:
    facts = challenge.manifest
    names = ("title", "track", "difficulty", "minutes", "asked", "prerequisites")
    return {name: getattr(facts, name) for name in names}


def _from_here(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
