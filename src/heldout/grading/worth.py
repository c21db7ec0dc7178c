"""What a task can give: its cases and their points, known before anything is run.

Whoever runs strangers' code says what came of each case. This says which cases there are, so that
nobody is given points that there are not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from heldout.judging import marks
from heldout.judging.suite import Suite
from heldout.ledger.receipt import Points, Receipt, Text
from heldout.report import Verdict

if TYPE_CHECKING:
    from heldout.written.prompt import Prompt

#: Sums of points are rounded where they are summed.
_ROUNDED = 1e-6


class Slot(msgspec.Struct, frozen=True):
    """A case that there is: a test, or a point of a rubric."""

    name: Text
    max_points: Points


def of_suite(suite: Suite) -> tuple[Slot, ...]:
    """Read what the tests of a suite are worth; none from one that is not Python."""
    try:
        tree = ast.parse(suite.source)
    except (SyntaxError, ValueError, RecursionError):
        return ()
    return tuple(Slot(case.name, case.mark.points) for case in marks.read(tree))


def of_prompt(prompt: Prompt) -> tuple[Slot, ...]:
    """Say what the points of a rubric are worth."""
    return tuple(Slot(point.id, point.weight) for point in prompt.points)


def excess(receipt: Receipt, slots: Sequence[Slot]) -> str | None:
    """Say what a receipt claims that there is not; None if it claims nothing of the kind."""
    worth = {slot.name: slot.max_points for slot in slots}
    most = sum(worth.values())
    if receipt.max_points > most + _ROUNDED:
        return f"{receipt.max_points:g} points could be had, and there are {most:g}"
    names = [case.name for case in receipt.cases]
    if len(set(names)) < len(names):
        return "a case is there twice"
    for case in receipt.cases:
        if worth.get(_base(case.name)) != case.max_points:
            return f"{case.name} for {case.max_points:g} points is no case of this task"
        if case.points > case.max_points:
            return f"{case.name} has more points than it gives"
    earned = sum(case.points for case in receipt.cases)
    if receipt.points > earned + _ROUNDED:
        return f"{receipt.points:g} points, and its cases have {earned:g}"
    if receipt.verdict == Verdict.PASSED and not _has_passed(receipt, slots):
        return "passed, and not all of its cases are there or have"
    return None


def _has_passed(receipt: Receipt, slots: Iterable[Slot]) -> bool:
    """Whether a verdict of passed can be: of code every test is there, and has passed."""
    if receipt.kind != "challenge":
        return bool(receipt.cases)
    there = {_base(case.name) for case in receipt.cases}
    passed = all(case.verdict == Verdict.PASSED for case in receipt.cases)
    return passed and there == {slot.name for slot in slots}


def _base(name: str) -> str:
    """Name the function behind a test that is run several times with other arguments."""
    return name.partition("[")[0]
