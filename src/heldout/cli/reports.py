"""A report as programs take it: one line of JSON, and an exit status."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from heldout.report import Report, Verdict

_STATUS = {Verdict.PASSED: 0, Verdict.REFUSED: 2, Verdict.JUDGE_ERROR: 3}


def exit_status(report: Report) -> int:
    """0 passed, 1 did not pass, 2 could not be taken, 3 our fault."""
    return _STATUS.get(report.verdict, 1)


def encode(path: Path, report: Report) -> str:
    """Write a report as one line of JSON, the file's name first."""
    fields: dict[str, Any] = {"solution": str(path), **msgspec.to_builtins(report)}
    return msgspec.json.encode(fields).decode()
