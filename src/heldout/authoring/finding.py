"""What is wrong with a folder, where, and what to do next."""

from __future__ import annotations

import msgspec

from heldout.report import Severity


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong. `file` is relative to the repository's root; lines count from 1."""

    code: str
    severity: Severity
    file: str
    line: int | None
    message: str
    next_step: str
