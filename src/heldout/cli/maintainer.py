"""What a maintainer types: grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    from heldout.catalogue.challenge import Challenge
    from heldout.cli import reports

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
            paths = solutions or _own_files(task)
            if isinstance(task, Challenge) and any(not _is_written(task, path) for path in paths):
                from heldout.cli import grading
                from heldout.judging.judge import Judge

                judge = judge or stack.enter_context(
                    Judge(grading.isolation_for(sandbox), jobs=jobs)
                )
            graded = _graded(root, judge, task, paths, as_json=as_json)
            statuses += map(reports.exit_status, graded)
    raise typer.Exit(worst(statuses))


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
