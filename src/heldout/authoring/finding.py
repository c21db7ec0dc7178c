"""What is wrong with a folder, where, and what to do next."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """An error keeps a folder from being merged; a warning is worth a look."""

    ERROR = "error"
    WARNING = "warning"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong. `file` is relative to the repository's root; lines count from 1."""

    code: str
    severity: Severity
    file: str
    line: int | None
    message: str
    next_step: str
