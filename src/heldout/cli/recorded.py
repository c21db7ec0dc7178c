"""What other commands left behind, for those that build on it: receipts, a plan, a part."""

from __future__ import annotations

from pathlib import Path

from heldout.cli import screen
from heldout.errors import BadInputError
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


def content(path: Path, what: str, *, next_step: str) -> bytes:
    """Read a file that another command wrote. Raises `BadInputError`."""
    try:
        return path.read_bytes()
    except OSError as exc:
        raise BadInputError(
            f"{what} cannot be read: {(exc.strerror or str(exc)).lower()}",
            where=path,
            next_step=next_step,
        ) from None
