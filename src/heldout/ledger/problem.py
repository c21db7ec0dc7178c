"""What is wrong with a ledger, or worth knowing of it: where, what, and what to do."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from heldout.report.text import printable

#: An enum's bad value is quoted whole in a decoder's message, and a line can be megabytes.
_MOST_CHARACTERS = 300


class Severity(StrEnum):
    """An error makes a ledger unsound; a note does not."""

    ERROR = "error"
    NOTE = "note"


class Problem(msgspec.Struct, frozen=True):
    """One thing found. `line` counts from 1; None is the whole file or folder.

    `code` names the kind of problem; docs/ledger.md lists them all. Texts are safe to print.
    """

    file: str
    line: int | None
    code: str
    severity: Severity
    message: str
    next_step: str

    @property
    def is_torn(self) -> bool:
        """Whether this is a last line that was never finished."""
        return self.code == TORN


#: A last line without its end that is no whole JSON value: its writer was stopped half-way.
TORN = "torn"


def error(file: str, line: int | None, code: str, message: str, *, next_step: str) -> Problem:
    """Make an error."""
    return Problem(printable(file), line, code, Severity.ERROR, shown(message), next_step)


def note(file: str, line: int | None, code: str, message: str, *, next_step: str) -> Problem:
    """Make a note."""
    return Problem(printable(file), line, code, Severity.NOTE, shown(message), next_step)


def shown(text: str) -> str:
    """Cut a text that may quote anybody, and spell out what prints nothing."""
    cut = text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 4] + " ..."
    return printable(cut)
