"""A task of this push -> what passed and what did not, and what to set right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from heldout.board.pages.figures import number
from heldout.github import refusals, verdicts
from heldout.github.advice import command
from heldout.github.markdown import code, escape
from heldout.github.pieces import count, fold, points, sentence
from heldout.github.scorecard import Task, Untried
from heldout.ledger.receipt import Case
from heldout.report import GROUPS, Finding, Severity, Verdict

#: Characters.
_LONGEST_TITLE = 200
#: No suite and no rubric has nearly as many.
_MOST_CASES = 200
_MOST_FINDINGS = 8

_HOW = {
    "reused": (
        "The very same file was graded before, so that result is taken, and no attempt was used."
    ),
    "known": (
        "You handed in the very same file before. That result stands, and no attempt was used."
    ),
}
_GATES = (
    "**This file earns nothing yet, because a gate failed.** Gates are tests of ordinary input. "
    "Without them no other test earns points, so begin there."
)
_SEVERITIES = {
    Severity.ERROR: verdicts.Said("❌", "to set right"),
    Severity.WARNING: verdicts.Said("⚠️", "worth a look"),
}


def write(task: Task, repository: str, frame: Callable[[str, str], str]) -> str:
    """Write a task's section as one piece; `frame` puts a title and a body together."""
    said = f"<b>{name(task)}</b>: {verdicts.of_task(task)}"
    if not verdicts.is_graded(task):
        return frame(said, "".join(_ungraded(task, repository)))
    most = sum(case.max_points for case in task.cases)
    got = f", {points(verdicts.earned(task), most)}" if task.cases else ""
    return frame(f"{said}{got}", "".join(_graded(task)))


def name(task: Task | Untried) -> str:
    """Write a task's title; a challenge and the questions about it have the same."""
    questions = ", follow-up questions" if task.kind == "follow-up" else ""
    return f"{title(task.title)}{questions}"


def title(text: str) -> str:
    """Write a title of anybody's; something is always there to see."""
    return escape(text, _LONGEST_TITLE) or "?"


def tally(task: Task) -> str:
    """Write how much of the work passed."""
    return f"{number(verdicts.passed(task))} of {count(len(task.cases), _unit(task))}"


def _unit(task: Task) -> str:
    return "test" if task.kind == "challenge" else "rubric point"


def _done(task: Task) -> str:
    return "passed" if task.kind == "challenge" else "covered"


def _ungraded(task: Task, repository: str) -> Iterator[str]:
    if task.outcome == "failed" or task.verdict == Verdict.JUDGE_ERROR:
        yield (
            "We could not grade this one. That is our fault: it costs you nothing, and no attempt. "
            "A maintainer can run it again, and your next push tries again too.\n\n"
        )
    elif task.outcome == "refused":
        yield "Nothing was counted, and no attempt was used.\n\n"
    elif task.outcome == "declined":
        yield "This file was not graded. No attempt was used, and what you had before stands.\n\n"
    if task.refusal is not None:
        yield from refusals.write([task.refusal], repository)
    elif task.reason:
        yield f"**Why:** {sentence(task.reason)}\n\n"


def _graded(task: Task) -> Iterator[str]:
    yield f"{' '.join(_facts(task))}\n\n"
    if verdicts.lacks_gate(task):
        yield f"{_GATES}\n\n"
    yield from _findings(task)
    groups = _groups(task)
    done = "".join(
        f"- **{group}**\n{''.join(map(_case, kept))}"
        for group, cases in groups
        if (kept := [case for case in cases if case.verdict == Verdict.PASSED])
    )
    if task.findings and groups:
        # Else the next list would go on with the last.
        yield "**By the rubric**\n\n"
    if verdicts.passed(task) == len(task.cases):
        yield f"{done}\n"
        return
    yield "".join(_line(task, group, cases) for group, cases in groups)
    left = len(task.cases) - _MOST_CASES
    yield f"- ... and {count(left, _unit(task))} more\n\n" if left > 0 else "\n"
    if done:
        yield fold(f"{count(verdicts.passed(task), _unit(task))} {_done(task)}", done)


def _facts(task: Task) -> Iterator[str]:
    if task.outcome in _HOW:
        yield _HOW[task.outcome]
    if task.verdict == Verdict.REFUSED and task.findings:
        yield "The answer cannot be accepted like this. What is to be set right is below."
    elif task.reason:
        yield sentence(task.reason)
    elif task.cases:
        yield f"{tally(task)} {_done(task)}."
    if any(case.verdict == Verdict.UNDECIDED for case in task.cases):
        yield "What is left to a person brings no points until somebody has looked at it."
    if task.speed_ratio is not None:
        yield _speed(task.speed_ratio)
    if task.points > verdicts.earned(task):
        yield f"Your best so far, {points(task.points, task.max_points)}, is what counts."


def _speed(ratio: float) -> str:
    rounded = round(ratio, 1)
    if rounded < 0.1:
        return "It took less than a tenth of the reference's time."
    if rounded == 1:
        return "It took about as much time as the reference."
    return f"It took {rounded:,.1f} times the reference's time."


def _groups(task: Task) -> list[tuple[str, list[Case]]]:
    """Sort cases by group: those of code from right to fast, those of a rubric as they come."""
    known = GROUPS if task.kind == "challenge" else ()
    groups: dict[str, list[Case]] = {group: [] for group in known}
    for case in task.cases[:_MOST_CASES]:
        groups.setdefault(case.group, []).append(case)
    return [(_group(task, group), cases) for group, cases in groups.items() if cases]


def _group(task: Task, group: str) -> str:
    """Write a group's name; of `criterion.part`, as rubrics have it, the part in words."""
    words = group if task.kind == "challenge" else group.rpartition(".")[2].replace("-", " ")
    return title(f"{words[:1].upper()}{words[1:]}" or "Other")


def _line(task: Task, group: str, cases: Sequence[Case]) -> str:
    made = sum(case.verdict == Verdict.PASSED for case in cases)
    how_many = f"all {made}" if made == len(cases) > 1 else f"{made} of {len(cases)}"
    rest = [case for case in cases if case.verdict != Verdict.PASSED]
    # What the candidate can change comes before what others have to.
    rest.sort(key=lambda case: not verdicts.is_missed(case))
    return f"- **{group}**: {how_many} {_done(task)}\n{''.join(map(_case, rest))}"


def _case(case: Case) -> str:
    said = f"{verdicts.of_case(case)}: {title(case.title.rstrip('.'))}"
    if case.verdict != Verdict.PASSED:
        worth = f"worth {count(case.max_points, 'point')}"
    elif case.points < case.max_points:
        worth = points(case.points, case.max_points)
    else:
        worth = count(case.points, "point")
    return f"  - {said} ({worth})\n"


def _findings(task: Task) -> Iterator[str]:
    if not task.findings:
        return
    ordered = sorted(task.findings, key=lambda each: each.severity != Severity.ERROR)
    yield f"**In your text**\n\n{''.join(map(_finding, ordered[:_MOST_FINDINGS]))}"
    left = len(ordered) - _MOST_FINDINGS
    if left > 0:
        yield f"- ... and {left:,} more; {code(command('check', task.slug))} shows them all\n"
    yield "\n"


def _finding(found: Finding) -> str:
    place = "" if found.line is None else f", line {found.line:,}"
    mark = _SEVERITIES[found.severity]
    return f"- {mark}{place}: {sentence(found.message)} **Next:** {sentence(found.next_step)}\n"
