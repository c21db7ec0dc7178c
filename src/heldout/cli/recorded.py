"""What a ledger's folder holds, for commands that build on it; what cannot be read is warned of."""

from __future__ import annotations

from pathlib import Path

from heldout.cli import screen
from heldout.ledger import folder as ledger
from heldout.ledger.lines import Recorded
from heldout.ledger.problem import Severity
from heldout.ledger.receipt import Receipt


def receipts(folder: Path) -> list[Receipt]:
    """Read all receipts. Raises `BadInputError` if there is no such folder."""
    found = []
    for each in ledger.read(folder):
        if isinstance(each, Recorded):
            found.append(each.receipt)
        elif each.severity == Severity.ERROR:
            screen.print_warning(f"{each.file}, line {each.line}: {each.message}")
    return found
