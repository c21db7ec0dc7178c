"""`heldout demo`: sample submissions, graded, and an example cohort's board."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from heldout.catalogue.mistakes import caught_by
from heldout.cli.choices import Sandbox, SandboxOption
from heldout.errors import BadInputError
from heldout.report import Report, Verdict

if TYPE_CHECKING:
    from heldout.catalogue.challenge import Challenge
    from heldout.catalogue.repository import Repository
    from heldout.judging.judge import Judge


class Sample(NamedTuple):
    """A submission that ships with a challenge; a wrong one names the tests that catch it."""

    name: str
    path: Path
    is_right: bool
    caught_by: tuple[str, ...] = ()


class Graded(NamedTuple):
    """A sample and what came of it."""

    sample: Sample
    report: Report

    @property
    def is_as_expected(self) -> bool:
        """Whether right code passed, or wrong code did not, in any of the tests it names."""
        cases = {case.name: case.verdict for case in self.report.cases}
        caught = all(cases.get(name) != Verdict.PASSED for name in self.sample.caught_by)
        return (self.report.verdict == Verdict.PASSED) == self.sample.is_right and caught


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("demo")(demo)


def demo(
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where to put receipts and the site.")
    ] = Path("demo"),
    everything: Annotated[
        bool,
        typer.Option("--all", help="Grade the samples of every challenge, which takes longer."),
    ] = False,
    sandbox: SandboxOption = Sandbox.auto,
) -> None:
    """Grade the samples of the example cohort's challenges, and build its board."""
    from heldout.catalogue import repository
    from heldout.cli import grading, screen
    from heldout.judging.judge import Judge

    root = repository.find(Path.cwd())
    every, broken = root.challenges()
    if broken:
        raise broken[0]
    challenges = every if everything else _of_the_example(root, every)
    start_s = time.monotonic()
    with Judge(grading.isolation_for(sandbox)) as judge:
        graded = [(challenge, _grade(judge, challenge)) for challenge in challenges]
    elapsed_s = time.monotonic() - start_s
    _print_table(graded)
    all_graded = [each for _, results in graded for each in results]
    surprises = sum(not each.is_as_expected for each in all_graded)
    screen.out.print(
        f"\n{len(all_graded)} samples graded in {elapsed_s:.1f} s; "
        f"{surprises or 'none'} came out other than expected",
        markup=False,
    )
    if len(challenges) < len(every):
        left = len(every) - len(challenges)
        screen.out.print(f"{left} more challenges are here: heldout demo --all", markup=False)
    _build(root, {each.sample.path: each.report for each in all_graded}, out)
    raise typer.Exit(1 if surprises else 0)


def _of_the_example(root: Repository, challenges: Sequence[Challenge]) -> list[Challenge]:
    """Choose what the example cohort hands in; everything where there is no example."""
    from heldout.cli import example

    if not example.file(root).is_file():
        return list(challenges)
    slugs = example.Example(root).slugs
    return [each for each in challenges if each.slug in slugs]


def _build(root: Repository, reports: Mapping[Path, Report], out: Path) -> None:
    """Build the example cohort's board from what was just graded, where there is an example."""
    from heldout.cli import board, example, screen

    if not example.file(root).is_file():
        screen.out.print("no example cohort is here, so there is no board", markup=False)
        return
    cohort = example.Example(root)
    receipts = cohort.receipts({**reports, **cohort.grade_written()}, datetime.now(UTC))
    try:
        example.record(out / "receipts", list(receipts))
    except OSError as exc:
        raise BadInputError(
            f"the receipts cannot be written ({exc.strerror})",
            where=out,
            next_step="make room or name another place: heldout demo --out DIR",
        ) from exc
    board.build(
        receipts=out / "receipts",
        cohort=root.root / "cohorts" / f"{example.NAME}.toml",
        out=out / "site",
    )


def samples(challenge: Challenge) -> list[Sample]:
    """List a challenge's sample submissions: the stub, the right ones, the wrong ones."""
    from heldout.cli import grading

    hidden = grading.hidden_half(challenge)
    accepted = [Sample(f"accepted/{path.stem}", path, True) for path in hidden.accepted]
    rejected = [
        Sample(f"rejected/{path.stem}", path, False, caught_by(path.read_text(encoding="utf-8")))
        for path in hidden.rejected
    ]
    return [Sample("the stub", challenge.solution, False), *accepted, *rejected]


def _grade(judge: Judge, challenge: Challenge) -> list[Graded]:
    from heldout.cli import grading, screen

    handed_in = samples(challenge)
    with screen.progress(challenge.slug, len(handed_in)) as advance:
        suite, paths = grading.hidden_suite(challenge), [sample.path for sample in handed_in]
        reports = grading.grade(judge, suite, paths, advance)
        return [Graded(*pair) for pair in zip(handed_in, reports, strict=True)]


def _print_table(graded: Sequence[tuple[Challenge, list[Graded]]]) -> None:
    from heldout.cli import screen

    headings = ("challenge", "sample", "verdict", "points", "tests", "as expected")
    table = screen.table(*headings, right=["points", "tests"])
    for challenge, results in graded:
        for each in results:
            table.add_row(
                challenge.slug,
                screen.cell(each.sample.name),
                screen.verdict(each.report.verdict),
                screen.points(each.report),
                f"{each.report.passed} / {len(each.report.cases)}",
                "yes" if each.is_as_expected else "NO",
            )
    screen.out.print(table)
