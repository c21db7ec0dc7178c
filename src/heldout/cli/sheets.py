"""Sheets as a person reads what is wrong with them: the place, the fact, the next step."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from heldout.cli import screen
from heldout.report import Severity
from heldout.written.review.desk import Checked

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def print_checked(checked: Sequence[Checked], to: Console = screen.out) -> None:
    """Print what came of each sheet, with every finding."""
    for each in checked:
        head = Text.assemble((screen.safe(each.path), "bold"), "  ", _outcome(each))
        to.print(head, soft_wrap=True)
        for finding in each.findings:
            place = "" if finding.line is None else f" line {finding.line}"
            fact = Text.assemble(
                (f"  {finding.severity}[{finding.code}]", _COLOURS[finding.severity]),
                f"{place}: {screen.safe(finding.message)}",
            )
            to.print(fact, soft_wrap=True)
            step = Text.assemble(("    next: ", "bold"), screen.safe(finding.next_step))
            to.print(step, soft_wrap=True)


def _outcome(checked: Checked) -> Text:
    mistakes = sum(each.severity == Severity.ERROR for each in checked.findings)
    if mistakes:
        return Text(f"{mistakes} mistake{'s' if mistakes > 1 else ''}", style="red")
    if checked.findings:
        return Text("sound, worth another look", style="yellow")
    return Text("sound and complete", style="green")
