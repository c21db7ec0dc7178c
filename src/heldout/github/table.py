"""Tasks -> a table, a row for each: what became of it, and what it brings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from heldout.board.pages.figures import number
from heldout.github import verdicts
from heldout.github.scorecard import Task
from heldout.github.section import name, tally

_NONE = "\u2013"


class _Column(NamedTuple):
    """A heading, how a table in Markdown sets the cells below it, and how they are written."""

    heading: str
    setting: str
    cell: Callable[[Task], str]


def write(tasks: Sequence[Task]) -> Iterator[str]:
    """Write a table, each row a piece; columns in which nothing would stand are left out."""
    columns = [*_columns(tasks)]
    yield _row(column.heading for column in columns) + _row(each.setting for each in columns)
    for task in tasks:
        yield _row(column.cell(task) for column in columns)
    yield "\n"


def _columns(tasks: Sequence[Task]) -> Iterator[_Column]:
    yield _Column("task", "---", name)
    yield _Column("result", "---", _result)
    yield _Column("points", "--:", _points)
    if any((task.worth, task.most) != (task.points, task.max_points) for task in tasks):
        yield _Column("in the total", "--:", lambda task: _of(task.worth, task.most))
    if any(task.attempts_left is not None for task in tasks):
        yield _Column("attempts left", "--:", _attempts)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _result(task: Task) -> str:
    said = f"{verdicts.of_task(task)}"
    return f"{said}: {tally(task)}" if verdicts.is_graded(task) and task.cases else said


def _points(task: Task) -> str:
    return _of(task.points, task.max_points)


def _of(part: float, whole: float) -> str:
    return f"{number(part)} of {number(whole)}" if whole else _NONE


def _attempts(task: Task) -> str:
    if task.attempts_left is None:
        return _NONE
    return f"{number(task.attempts_left) if task.attempts_left else 'none'} today"
