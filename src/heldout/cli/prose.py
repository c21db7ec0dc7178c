"""Written answers on the command line: reading files, and reports as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.repository import Repository
from heldout.cli import screen
from heldout.report import CaseResult, Finding, Report, Severity, Status
from heldout.submission import source
from heldout.written import cohort, prompt
from heldout.written.answer import unix_lines
from heldout.written.assess import Assessor
from heldout.written.prompt import Task

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_MARKS = {
    Status.COVERED: ("✓", "green"),
    Status.NEEDS_PERSON: ("?", "yellow"),
    Status.NOT_FOUND: ("·", "dim"),
}
#: Of a long line this much is shown, around the place that is meant.
_SHOWN = 100


def own_file(task: Task) -> Path:
    """The file in which a candidate answers."""
    return task.answer if isinstance(task, CaseStudy) else task.followups


def check(root: Repository, task: Task) -> Report:
    """Look at the form of the answer in a task's folder."""
    assessor = Assessor(prompt.filled_in(prompt.public_of(root, task)))
    taken = source.take(own_file(task))
    if isinstance(taken, source.Refusal):
        return assessor.refuse(taken.reason)
    return assessor.check(taken.content)


class Grader:
    """Reads answers to one task. Raises `BadInputError` or `CatalogueError` if it has no key."""

    def __init__(self, root: Repository, task: Task) -> None:
        self._root = root
        self._task = task
        self._prompt = prompt.hidden_of(root, task)

    @property
    def descriptions(self) -> Mapping[str, str]:
        """What each point asks for, by its id."""
        return {point.id: point.description for point in self._prompt.points}

    def grade(self, paths: Sequence[Path]) -> Iterator[Report]:
        """Read answers, each beside those before it; reports come in the order given."""
        loaded, own = self._prompt, own_file(self._task)
        if any(path.exists() and path.samefile(own) for path in paths):
            loaded = prompt.filled_in(loaded)
        assessor = Assessor(loaded, lambda: prompt.others(self._root, self._task.slug))
        taken = [source.take(path) for path in paths]
        contents = {
            str(path): each.content
            for path, each in zip(paths, taken, strict=True)
            if isinstance(each, source.Source)
        }
        copied = cohort.copied(loaded, contents)
        for path, each in zip(paths, taken, strict=True):
            if isinstance(each, source.Refusal):
                yield assessor.refuse(each.reason)
            else:
                yield assessor.grade(each.content, copied.get(str(path)))


def is_untouched(report: Report) -> bool:
    """Whether nothing was filled in."""
    return any(each.code == "untouched-template" for each in report.findings or ())


def print_report(report: Report, path: Path, described: Mapping[str, str]) -> None:
    """Print what was found in an answer: findings with their lines, then the points.

    `described` says what each point asks for, by its id.
    """
    lines = _lines(path)
    for finding in report.findings or ():
        _print_finding(finding, str(path), lines)
    for case in report.cases:
        _print_point(case, described.get(case.name, ""))
    if report.cases:
        screen.out.print()


def _lines(path: Path) -> list[str]:
    taken = source.take(path)
    if isinstance(taken, source.Refusal):
        return []
    return unix_lines(taken.content.decode("utf-8-sig", errors="replace")).split("\n")


def _print_finding(finding: Finding, name: str, lines: Sequence[str]) -> None:
    """Print a finding in the way of compilers: the place, the line, a caret, the fact, the fix."""
    place = name if finding.line is None else f"{name}:{finding.line}"
    if finding.line is not None and finding.column:
        place = f"{place}:{finding.column}"
    head = Text.assemble(
        (f"{finding.severity}[{finding.code}]", f"bold {_COLOURS[finding.severity]}"),
        (f": {screen.safe(finding.message)}", "bold"),
    )
    screen.out.print(head, soft_wrap=True)
    screen.out.print(Text(f"  --> {screen.safe(place)}", style="dim"), soft_wrap=True)
    if finding.line is not None and finding.line <= len(lines):
        _print_line(finding, lines[finding.line - 1])
    step = Text.assemble(("  next: ", "bold"), screen.safe(finding.next_step), "\n")
    screen.out.print(step, soft_wrap=True)


def _print_line(finding: Finding, line: str) -> None:
    number = f"{finding.line}"
    column = max(finding.column - 1, 0)
    begin = max(0, column - _SHOWN // 2) if len(line) > _SHOWN else 0
    before = screen.safe(line[begin:column])
    meant = screen.safe(line[column : min(begin + _SHOWN, column + max(finding.length, 1))])
    after = screen.safe(line[column + max(finding.length, 1) : begin + _SHOWN])
    start, end = "…" * (begin > 0), "…" * (begin + _SHOWN < len(line))
    shown = f"{start}{before}{meant}{after}{end}"
    screen.out.print(Text(f"  {number} | {shown}"), soft_wrap=True)
    if finding.column:
        room = Text(f"{start}{before}").cell_len
        carets = "^" * max(1, Text(meant).cell_len)
        caret = Text.assemble(
            f"  {' ' * len(number)} | {' ' * room}", (carets, _COLOURS[finding.severity])
        )
        screen.out.print(caret, soft_wrap=True)


def _print_point(case: CaseResult, description: str) -> None:
    status = case.status or Status.NOT_FOUND
    mark, colour = _MARKS[status]
    words = {
        Status.COVERED: f"covered, {case.confidence:.0%} sure",
        Status.NEEDS_PERSON: "needs a person",
        Status.NOT_FOUND: "not found",
    }[status]
    line = Text.assemble((f"  {mark} ", colour), screen.safe(case.title), (f"  {words}", "dim"))
    screen.out.print(line, soft_wrap=True)
    if status == Status.NOT_FOUND and description:
        asked = Text(f"asked for: {screen.safe(description)}", style="dim")
        screen.out.print(Padding(asked, (0, 0, 0, 6)))
    for each in case.evidence or ():
        screen.out.print(
            Text(f"      line {each.line}: {screen.safe(each.quote)}", style="dim"), soft_wrap=True
        )
