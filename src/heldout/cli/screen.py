"""What is printed for people: tables, progress, errors, and the terminal's escaper."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from heldout.errors import HeldoutError
from heldout.report import CaseResult, Report, Verdict
from heldout.report.text import printable

#: Columns for a file or a pipe, which have none of their own.
_PIPE_WIDTH = 160

out = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
err = Console(stderr=True, highlight=False)

_MARKS = {
    Verdict.PASSED: ("✓", "green"),
    Verdict.JUDGE_ERROR: ("!", "yellow"),
    Verdict.UNDECIDED: ("?", "yellow"),
}


def safe(text: str) -> str:
    """Escape what a stranger's text could do to a terminal or its lines.

    That is every character that prints nothing: controls, line ends, direction marks, halves.
    """
    return printable(text)


def safe_lines(text: str) -> str:
    """Escape the same in a text of several lines, which stay lines."""
    return "\n".join(map(safe, text.splitlines()))


def print_error(error: HeldoutError) -> None:
    """Say what is wrong, where, and what to do next."""
    place = f"{error.where}: " if error.where is not None else ""
    text = safe_lines(f"{place}{error.fact}")
    err.print(Text.assemble(("error: ", "bold red"), text), soft_wrap=True)
    err.print(Text.assemble(("  next: ", "bold"), safe_lines(error.next_step)), soft_wrap=True)


def print_warning(text: str) -> None:
    """Say what a user should know though the command goes on."""
    err.print(Text.assemble(("warning: ", "bold yellow"), safe(text)), soft_wrap=True)


class Advance(Protocol):
    """Moves a progress bar one step."""

    def __call__(self) -> None: ...


@contextmanager
def progress(label: str, total: int) -> Iterator[Advance]:
    """Show a progress bar on standard error, if that is a terminal."""
    with _bar() as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)


class Stages:
    """A bar that names the stage it is in; more work may come up while it runs."""

    def __init__(self, bar: Progress, label: str) -> None:
        self._bar = bar
        self._label = label
        self._task = bar.add_task(label, total=0)
        self._expected = 0

    def begin(self, stage: str) -> None:
        """Name the stage, and count anew."""
        self._expected = 0
        self._bar.reset(self._task, total=0, description=f"{self._label}  {stage}")

    def expect(self, runs: int) -> None:
        """Make the bar longer."""
        self._expected += runs
        self._bar.update(self._task, total=self._expected)

    def advance(self) -> None:
        """Move one step."""
        self._bar.advance(self._task)


@contextmanager
def stages(label: str) -> Iterator[Stages]:
    """Show a bar for work of several stages on standard error, if that is a terminal."""
    with _bar() as bar:
        yield Stages(bar, label)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )


def table(*headings: str, right: Sequence[str] = ()) -> Table:
    """Make an empty table; the columns named in `right` are aligned there."""
    made = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for heading in headings:
        made.add_column(heading, justify="right" if heading in right else "left")
    return made


def cell(text: str) -> Text:
    """Make a table's cell of a text that may hold anything; rich would read markup in a string."""
    return Text(safe(text))


def heading(text: str) -> Text:
    """Make a table's cell that names the rows below it."""
    return Text(safe(text), style="bold cyan")


def from_here(path: Path) -> Path:
    """Name a path from the working directory, where it is below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def print_source(name: str, text: str, language: str) -> None:
    """Print a file under its name; in colours, if this is a terminal."""
    from rich.rule import Rule
    from rich.syntax import Syntax

    out.print(Rule(safe(name), align="left"))
    shown = safe_lines(text.rstrip("\n"))
    if out.is_terminal:
        out.print(Syntax(shown, language, background_color="default", word_wrap=True))
    else:
        out.print(shown, markup=False, highlight=False, soft_wrap=True)
    out.print()


def verdict(value: Verdict) -> Text:
    """Colour a verdict; the word alone says as much."""
    _, colour = _MARKS.get(value, ("✗", "red"))
    return Text(value, style=colour)


def points(report: Report) -> str:
    """Write points as `3 / 5`."""
    return f"{report.points:g} / {report.max_points:g}"


def print_outcome(report: Report) -> None:
    """Print a verdict, the points and the reason."""
    words = f"  {report.verdict}, {points(report)} points: {safe(report.reason)}"
    out.print(words, markup=False, soft_wrap=True)


def print_reports(paths: Sequence[Path], reports: Sequence[Report]) -> None:
    """Print a table of what came of several files."""
    made = table("solution", "verdict", "points", "speed", "", right=["points", "speed"])
    for path, report in zip(paths, reports, strict=True):
        speed = "" if report.speed_ratio is None else f"{report.speed_ratio:g}x"
        made.add_row(
            cell(str(path)), verdict(report.verdict), points(report), speed, cell(report.reason)
        )
    out.print(made)


def print_cases(cases: Sequence[CaseResult]) -> None:
    """Print each test's mark and title, and below a failed public one what went wrong.

    The same trouble in every test is told once, at the end.
    """
    details = {case.detail for case in cases if case.detail}
    shared = len(details) == 1 and sum(bool(case.detail) for case in cases) > 1
    for case in cases:
        mark, colour = _MARKS.get(case.verdict, ("✗", "red"))
        line = Text.assemble((f"  {mark} ", colour), safe(case.title))
        if case.verdict not in (Verdict.PASSED, Verdict.FAILED):
            line.append(f"  [{case.verdict}]", style="dim")
        out.print(line, soft_wrap=True)
        if not shared:
            _print_detail(case.detail)
    if shared:
        _print_detail(details.pop())


def _print_detail(detail: str) -> None:
    for line in detail.splitlines():
        out.print(Text(f"      {safe(line)}", style="dim"), soft_wrap=True)
