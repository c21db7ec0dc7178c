"""What a verification comes to: the findings, and the figures of the proof."""

from __future__ import annotations

import msgspec

from heldout.authoring.finding import Finding
from heldout.report import Severity


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """One folder's result, as `heldout verify --json` prints it.

    The figures are of what was run: a folder whose files are not in order is not tried out at all;
    then `is_proved` is false and `kill_rate` None, as it is for a folder without code.
    """

    slug: str
    ok: bool
    findings: tuple[Finding, ...]
    is_proved: bool = False
    mutants: int = 0
    killed: int = 0
    kill_rate: float | None = None
    #: Each surviving mutant as a unified diff of the reference.
    survivors: tuple[str, ...] = ()
    idle_tests: tuple[str, ...] = ()
    flaky_tests: tuple[str, ...] = ()
    cheats: int = 0
    cheat_points: float = 0.0
    seconds: float


def is_sound(findings: tuple[Finding, ...]) -> bool:
    """Whether there is no error among findings; warnings keep nobody out."""
    return all(each.severity != Severity.ERROR for each in findings)
