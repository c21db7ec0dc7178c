"""A Scorecard -> what to try next: a few concrete things, each with a command to type."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import NamedTuple

from heldout.github.scorecard import Scorecard, Task, Untried
from heldout.github.verdicts import is_graded, is_missed, lacks_gate
from heldout.ledger.receipt import Case
from heldout.report import GROUPS, Severity

MOST_STEPS = 3
#: One step at least leads to something new, if anything is.
_MOST_OF_OLD = MOST_STEPS - 1
#: A catalogue has none that are longer.
_LONGEST_SLUG = 100


class Step(NamedTuple):
    """Something to do about a task.

    `advice` is ours, and may hold {} where `what` belongs; `task`, `what` and the slug in `command`
    are as somebody wrote them.
    """

    task: str
    advice: str
    what: str
    command: str


def advise(card: Scorecard) -> tuple[Step, ...]:
    """Choose at most three steps: what this push came close to first, then something new.

    Of tasks that are alike, the one that can bring most comes first. What a person or a maintainer
    has to do is no step.
    """
    by_gain = sorted(card.tasks, key=lambda task: (task.outcome is None, task.worth - task.most))
    better = [step for task in by_gain if is_graded(task) for step in _improve(task)]
    new = [*_begin(card)]
    kept = better[: max(_MOST_OF_OLD, MOST_STEPS - len(new))]
    return (*kept, *new[: MOST_STEPS - len(kept)])


def command(verb: str, slug: str) -> str:
    """Write a command about a task that is safe to paste into a shell, whatever the slug."""
    if len(slug) > _LONGEST_SLUG:
        return "./run heldout list"
    options = ["--"] if slug.startswith("-") else []
    return shlex.join(["./run", "heldout", verb, *options, slug])


def _improve(task: Task) -> Iterator[Step]:
    check = command("check", task.slug)
    missed = [case for case in task.cases if is_missed(case)]
    blocking = next((each for each in task.findings if each.severity == Severity.ERROR), None)
    if blocking:
        place = "" if blocking.line is None else f"in line {blocking.line:,}, "
        what = blocking.message.rstrip(".")
        yield Step(task.title, f"set this right first: {place}{{}}", what, check)
    elif missed and task.kind != "challenge":
        most = max(missed, key=lambda case: case.max_points)
        yield Step(task.title, "add what is not covered yet: “{}”", most.title, check)
    elif missed and lacks_gate(task):
        first = min(missed, key=_order).title.rstrip(".")
        advice = "no test counts without the gates; begin with “{}”"
        yield Step(task.title, advice, first, check)
    elif missed:
        first = min(missed, key=_order).title.rstrip(".")
        yield Step(task.title, "get “{}” to pass", first, check)


def _order(case: Case) -> int:
    """Right comes before robust, and robust before fast."""
    return GROUPS.index(case.group) if case.group in GROUPS else len(GROUPS)


def _begin(card: Scorecard) -> Iterator[Step]:
    """Questions about code that is there come before a new task; others wait for their code."""
    done = {task.slug for task in card.tasks if task.kind == "challenge"}
    near = [each for each in card.untried if each.kind == "follow-up" and each.slug in done]
    for each in (*near, *(other for other in card.untried if other.kind != "follow-up")):
        yield first_step(each)


def first_step(untried: Untried) -> Step:
    """Say how to begin a task."""
    if untried.kind == "follow-up":
        file = f"challenges/{untried.slug}/followups.md"
        check = command("check", untried.slug)
        return Step(untried.title, "answer the follow-up questions in {}", file, check)
    show = command("show", untried.slug)
    return Step(untried.title, "nothing of it is handed in yet; read what is asked", "", show)
