"""One run of a suite against one source: how far, in which order, with which seed and limits."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from heldout.catalogue.challenge import Limits
from heldout.report import Report

#: Where a run may end: at the end, at the first missed gate, at the first test that is not passed.
Until = Literal["end", "gate", "failure"]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What to run. A grade is a trial with nothing but a source.

    `tests` are run in the order given, all where none is named. Without a `seed`, nobody can
    foresee the inputs, or repeat them. With `control`, failures are repeated with the reference in
    the solution's place; with `compare`, what each call gives is compared with what the reference
    gives.
    """

    source: bytes
    seed: bytes | None = None
    tests: tuple[str, ...] = ()
    until: Until = "end"
    limits: Limits | None = None
    control: bool = True
    compare: bool = False


class Cost(NamedTuple):
    """What a solution took: its slowest call by the clock, and what all of them were charged."""

    call_s: float
    suite_s: float


class Tried(NamedTuple):
    """What came of a trial; one that was cut short reports only the cases that were run."""

    report: Report
    cost: Cost
