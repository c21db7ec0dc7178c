"""`heldout demo`: the sample submissions of every challenge, graded, and their standings."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from heldout.catalogue.mistakes import caught_by
from heldout.cli.choices import Sandbox, SandboxOption
from heldout.errors import BadInputError
from heldout.report import Report, Verdict

if TYPE_CHECKING:
    from heldout.board.page import Section
    from heldout.catalogue.challenge import Challenge
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
    out: Annotated[Path, typer.Option(help="Where to write the standings.")] = Path("index.html"),
    sandbox: SandboxOption = Sandbox.auto,
) -> None:
    """Grade the sample submissions that ship with every challenge, and write a standings page."""
    from heldout.board import page
    from heldout.catalogue import repository
    from heldout.cli import grading, screen
    from heldout.judging.judge import Judge

    challenges, broken = repository.find(Path.cwd()).challenges()
    if broken:
        raise broken[0]
    start_s = time.monotonic()
    with Judge(grading.isolation_for(sandbox)) as judge:
        graded = [(challenge, _grade(judge, challenge)) for challenge in challenges]
    elapsed_s = time.monotonic() - start_s
    _print_table(graded)
    sections = [_section(challenge, results) for challenge, results in graded]
    _write(out, page.render(sections, datetime.now(UTC)))
    everything = [each for _, results in graded for each in results]
    surprises = sum(not each.is_as_expected for each in everything)
    screen.out.print(
        f"\n{len(everything)} samples graded in {elapsed_s:.1f} s; "
        f"{surprises or 'none'} came out other than expected\n"
        f"standings: {out.resolve().as_uri()}",
        markup=False,
        soft_wrap=True,
    )
    raise typer.Exit(1 if surprises else 0)


def _write(out: Path, html: str) -> None:
    """Write the page beside its place, then move it there: the old one is whole until then."""
    partial = out.with_name(f"{out.name}.partial")
    try:
        partial.write_text(html, encoding="utf-8")
        partial.replace(out)
    except OSError as exc:
        partial.unlink(missing_ok=True)
        raise BadInputError(
            f"the standings cannot be written ({exc.strerror})",
            where=out,
            next_step="make room or name another place: heldout demo --out FILE",
        ) from exc


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


def _section(challenge: Challenge, results: Sequence[Graded]) -> Section:
    from heldout.board.page import Entry, Section

    entries = tuple(Entry(name=each.sample.name, report=each.report) for each in results)
    return Section(slug=challenge.slug, title=challenge.manifest.title, entries=entries)
