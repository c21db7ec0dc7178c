"""A Scorecard -> the comment on a candidate's pull request, and a job's summary of the same.

What matters most comes first: a reader has two minutes, and GitHub takes only so much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC

from heldout.board.pages.figures import day
from heldout.github import pieces, refusals, section, table, verdicts
from heldout.github.advice import Step, advise, first_step
from heldout.github.markdown import code, escape, link
from heldout.github.pieces import count, fold, points, sentence, unfold
from heldout.github.scorecard import Scorecard, Task
from heldout.github.summary import LIMIT_BYTES

#: The first line; by it the comment is found again.
MARKER = "<!-- heldout:scorecard -->"
#: Of a comment's body.
LIMIT = 65_536
_LONGEST_NAME = 200
#: Sections that stand open, and rows that are not folded away.
_MOST_OPEN = 4
_MOST_ROWS = 30
_MOST_EARLIER = 5
#: Rows are folded in heaps: one of them may still fit where all would not.
_HEAP = 40

_KEPT = "This comment is kept up to date: every push writes it anew, a regrade does not."
_SAID_TWICE = "A comment on the pull request says the same; every push writes it anew."
_THEN = (
    "These commands run on your own machine. Then commit and push, and the new result appears here."
)
_ATTEMPTS = (
    "You have {} a day for each task. What is not taken, what was graded before, "
    "and what we failed to grade use none. Checks on your own machine do not either."
)
_FAULT = (
    "Something went wrong on our side, not on yours. It costs you no points and no attempt. "
    "A maintainer can run it again, and your next push tries again too."
)


def render(card: Scorecard, limit: int = LIMIT) -> str:
    """Write the comment; past so many characters, as UTF-16 counts them, it ends early."""
    first = f"{MARKER}\n"
    left = "**The rest is left out**, since a comment holds only so much. {} has all of it.\n"
    where = link("The summary of the run", card.links.run)
    last = f"{left.format(where)}\n{_footer(card, _KEPT)}"
    room = limit - pieces.utf16(first)
    body = pieces.join(_pieces(card, _KEPT), room, last, pieces.utf16)
    return f"{first}{body}" if body else ""


def summary(card: Scorecard, limit_bytes: int = LIMIT_BYTES) -> str:
    """Write the job's summary; past so many bytes it ends early."""
    left = "**The rest is left out**, since GitHub shows at most 1 MiB here. {}\n"
    board = link("The board", card.links.board) if card.links.board else "The cohort's ledger"
    last = f"{left.format(f'{board} has every result.')}\n{_footer(card, _SAID_TWICE)}"
    return pieces.join(_pieces(card, _SAID_TWICE), limit_bytes, last, pieces.utf8)


def _pieces(card: Scorecard, kept: str) -> Iterator[str]:
    """Cut the page into pieces, what matters most first."""
    yield f"## {_headline(card)}\n\n{_facts(card)}\n\n"
    if card.fault is not None or card.decision is None:
        why = f" What went wrong: {sentence(card.fault)}" if card.fault else ""
        yield f"{_FAULT}{why}\n\n"
    if card.decision is not None:
        yield from _decided(card)
    yield _footer(card, kept)


def _headline(card: Scorecard) -> str:
    if card.decision is None:
        return "This push could not be graded"
    if card.decision == "refused":
        return "This push could not be taken"
    if card.decision == "contribution":
        return "Nothing is graded here"
    if card.decision == "empty":
        return "Nothing is handed in yet"
    if not card.most:
        return "Nothing is graded yet"
    return f"{points(card.worth, card.most)}{' so far' if card.untried else ''}"


def _facts(card: Scorecard) -> str:
    at = card.submitted_at.astimezone(UTC)
    facts = [
        *([f"**{escape(card.cohort, _LONGEST_NAME)}**"] if card.cohort else []),
        escape(card.candidate, _LONGEST_NAME),
        f"commit {code(card.head_sha[:7])}",
        f"{day(at)}, {at:%H:%M} UTC",
    ]
    return " · ".join(facts)


def _decided(card: Scorecard) -> Iterator[str]:
    push = [task for task in card.tasks if task.outcome is not None]
    earlier = [task for task in card.tasks if task.outcome is None]
    # What is passed needs the reader least; else they stay in their order.
    push.sort(key=verdicts.is_passed)
    if card.decision == "refused":
        stands = " What you had before stands." if earlier else ""
        yield f"Nothing was counted, and no attempt was used.{stands}\n\n"
    yield from refusals.write(card.reasons, card.links.repository)
    if card.decision == "contribution":
        return
    if push:
        yield f"{_tally(push)}\n\n"
        yield from table.write(push[:_MOST_ROWS])
        if _is_best_shown(push):
            yield "Points are those of your best work at each task.\n\n"
    if card.decision == "submission":
        yield from _steps(card)
    yield from _heaps("More of this push", push[_MOST_ROWS:])
    if push:
        yield "### What this push changed\n\n"
    for n, task in enumerate(push):
        is_open = n < _MOST_OPEN and not verdicts.is_passed(task)
        yield section.write(task, card.links.repository, unfold if is_open else fold)
    yield from _earlier(earlier)
    yield from _untried(card)


def _tally(push: Sequence[Task]) -> str:
    """Say in a sentence what became of a push."""
    if all(map(verdicts.is_passed, push)):
        return (
            f"{'The task' if len(push) == 1 else f'All {len(push):,} tasks'} of this push passed."
        )
    if len(push) == 1:
        return f"The task of this push: {verdicts.of_task(push[0]).words}."
    counted = Counter(verdicts.of_task(task).words for task in push)
    said = ", ".join(f"{number:,} {words}" for words, number in counted.items())
    return f"{count(len(push), 'task')} in this push: {said}."


def _is_best_shown(push: Sequence[Task]) -> bool:
    return any(task.cases and task.points > verdicts.earned(task) for task in push)


def _steps(card: Scorecard) -> Iterator[str]:
    steps = advise(card)
    if not steps and not card.untried and all(map(verdicts.is_passed, card.tasks)):
        yield "Everything that counts is handed in and has passed. There is nothing left to do.\n\n"
    if not steps:
        return
    listed = "".join(f"{n}. {_step(step)}" for n, step in enumerate(steps, start=1))
    yield f"### What to try next\n\n{listed}\n"
    yield f"{_THEN}\n\n"


def _step(step: Step) -> str:
    todo = step.advice.format(escape(step.what, _LONGEST_NAME))
    return f"**{section.title(step.task)}**: {todo}.<br>{code(step.command)}\n"


def _earlier(tasks: Sequence[Task]) -> Iterator[str]:
    if not tasks:
        return
    yield "### Earlier work\n\n"
    if len(tasks) <= _MOST_EARLIER:
        yield from table.write(tasks)
    else:
        yield from _heaps("Not changed by this push", tasks)


def _heaps(title: str, tasks: Sequence[Task]) -> Iterator[str]:
    for start in range(0, len(tasks), _HEAP):
        heap = tasks[start : start + _HEAP]
        yield fold(f"{title}: {count(len(heap), 'task')}", "".join(table.write(heap)))


def _untried(card: Scorecard) -> Iterator[str]:
    for start in range(0, len(card.untried), _HEAP):
        heap = card.untried[start : start + _HEAP]
        listed = "".join(
            f"- {section.name(each)}: {code(first_step(each).command)}\n" for each in heap
        )
        yield fold(f"Not tried yet: {count(len(heap), 'task')}", listed)


def _footer(card: Scorecard, kept: str) -> str:
    documents = f"{card.links.repository}/blob/HEAD/docs"
    links = [
        link("this run", card.links.run),
        *([link("the board", card.links.board)] if card.links.board else []),
        link("what is taken from a pull request", f"{documents}/submissions.md"),
        link("how written answers are read", f"{documents}/written.md"),
    ]
    limit = card.attempts_per_day
    attempts = ""
    if limit is not None and card.decision != "contribution":
        attempts = f" {_ATTEMPTS.format(count(limit, 'attempt'))}"
    return f"---\n\n{kept}{attempts}\n\nMore: {', '.join(links)}.\n"
