"""Verifications for people: a table of what was proved, then every finding with its next step."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from heldout.authoring.finding import Finding
from heldout.authoring.rules.rule import Rule
from heldout.authoring.verification import Verification
from heldout.cli import screen
from heldout.report import Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_HEADINGS = ("folder", "mutants killed", "idle", "flaky", "cheats' points", "seconds", "")
_UNKNOWN = "-"


def print_verifications(verifications: Sequence[Verification]) -> None:
    """Print the table, then the findings of each folder, then the mutants that survived."""
    if not verifications:
        screen.out.print("nothing has changed; `heldout verify --all` verifies every folder")
        return
    for each in verifications:
        for finding in each.findings:
            _print_finding(finding)
        for diff in each.survivors:
            _print_survivor(each, diff)
    screen.out.print(_table(verifications))


def print_rule(rule: type[Rule]) -> None:
    """Print what a rule's code means and what to do about it."""
    screen.out.print(Text(rule.code, style="bold"))
    for text in (rule.message(), rule.why(), f"next: {rule.next_step}"):
        screen.out.print(Text(f"\n{text}"))


def _table(verifications: Sequence[Verification]) -> Table:
    table = screen.table(*_HEADINGS, right=_HEADINGS[1:-1])
    for each in verifications:
        rate = f" ({each.kill_rate:.1%})" if each.kill_rate is not None else ""
        has_code = each.kill_rate is not None
        figures = (
            f"{each.killed} of {each.mutants}{rate}",
            f"{len(each.idle_tests)}",
            f"{len(each.flaky_tests)}",
            f"{each.cheat_points:g} of {each.cheats} tried",
            f"{each.seconds:.1f}",
        )
        shown = figures if has_code else (*[_UNKNOWN] * 4, figures[-1])
        table.add_row(screen.cell(each.slug), *shown, _outcome(each))
    return table


def _outcome(each: Verification) -> Text:
    count = len(each.findings)
    number = "1 finding" if count == 1 else f"{count} findings"
    if not each.ok:
        return Text(number if each.is_proved else f"{number}; not tried yet", style="red")
    return Text(f"proved, {number}" if count else "proved", style="yellow" if count else "green")


def _print_finding(finding: Finding) -> None:
    place = finding.file if finding.line is None else f"{finding.file}:{finding.line}"
    head = Text.assemble(
        (screen.safe(place), "bold"), "  ", (finding.code, _COLOURS[finding.severity])
    )
    screen.out.print(head, soft_wrap=True)
    screen.out.print(Text(f"  {screen.safe(finding.message)}"), soft_wrap=True)
    step = Text.assemble(("  next: ", "bold"), screen.safe(finding.next_step))
    screen.out.print(step, soft_wrap=True)


def _print_survivor(each: Verification, diff: str) -> None:
    screen.out.print(Text(f"  this mutant of {each.slug} survives:", style="bold"), soft_wrap=True)
    for line in diff.splitlines()[2:]:
        style = {"-": "red", "+": "green"}.get(line[:1], "dim")
        screen.out.print(Text(f"    {screen.safe(line)}", style=style), soft_wrap=True)
