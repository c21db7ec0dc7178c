"""A Progress for a terminal: bars that are read without colour too, from 40 columns on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from heldout.cli import screen
from heldout.practice.interview.papers import clock
from heldout.practice.progress.model import (
    CriterionRow,
    GroupRow,
    Progress,
    TaskRow,
    TrackRow,
    Week,
)

#: Narrower than this, a row's name has a line of its own.
_WIDE = 72
_LABEL, _BAR, _NARROW_BAR = 25, 20, 16
_MOST_LISTED = 5
_STATES = {
    "passed": "passed",
    "checked": "passed here",
    "undecided": "a person decides",
    "tried": "not passed",
}


class _Row(NamedTuple):
    """A name, how full its bar is with what, and what is said beside it."""

    label: str
    parts: tuple[tuple[float, int, str], ...]
    note: str
    is_sub: bool = False


#: Places in `_glyphs`, and colours.
_FULL, _HALF, _SOFT = 0, 1, 2
_GOOD, _FAIR, _SOME = "green", "yellow", "dim"


def show(progress: Progress, console: Console) -> None:
    """Print all of it; what to do next comes last, where one looks first."""
    _head(progress, console)
    if progress.is_empty:
        _empty(progress, console)
    else:
        _tracks(progress, console)
        _groups(progress, console)
        _criteria(progress, console)
        _weeks(progress, console)
        _latest(progress, console)
        _interviews(progress, console)
        _gone(progress, console)
    if progress.notices:
        console.print()
    for notice in progress.notices:
        _say(console, f"note: {notice}", "yellow")
    _next(progress, console)


def _head(progress: Progress, console: Console) -> None:
    name = Text(screen.safe(progress.candidate or "your progress"), style="bold")
    if not progress.is_empty:
        name.append(f"  {progress.passed} of {progress.total} tasks passed", style="")
        if progress.checked:
            name.append(f", {progress.checked} more here", style="")
        name.append(f"; {_streak(progress)}", style="")
    console.print(name)
    if progress.receipts is not None:
        whose = f" of {progress.candidate}" if progress.candidate else ""
        _say(console, f"from {_counted(progress.counts['receipts'], 'receipt')}{whose} in "
             f"{progress.receipts}, {_here(progress)}", "dim")  # fmt: skip
    elif not progress.is_empty:
        _say(console, f"from {_here(progress)}; no receipts", "dim")


def _streak(progress: Progress) -> str:
    streak = progress.streak
    if not streak.days:
        last = streak.last_day
        return "no streak" if last is None else f"last active on {last.day} {last:%B %Y}"
    more = "" if streak.has_today else ", today not yet"
    best = f", the longest was {streak.longest}" if streak.longest > streak.days else ""
    return f"{_counted(streak.days, 'day')} in a row{more}{best}"


def _here(progress: Progress) -> str:
    checks = _counted(progress.counts["checks"], "check")
    return f"{checks} and {_counted(progress.counts['interviews'], 'mock interview')} here"


def _empty(progress: Progress, console: Console) -> None:
    console.print()
    _say(console, "Nothing is here yet, and that is how everybody begins.")
    if progress.total:
        _say(console, f"{_counted(progress.total, 'task')} are waiting: heldout list shows them. "
             "Each check of yours is remembered from now on, on this machine only.")  # fmt: skip


def _tracks(progress: Progress, console: Console) -> None:
    _heading(console, "tasks by track")
    _bars(console, [_track(each) for each in progress.tracks])
    marks = _glyphs(console)
    legend = f"{marks[0]} passed"
    if progress.checked:
        legend += f"  {marks[1]} passed here, by what is public"
    _say(console, f"{legend}  {marks[2]} tried", "dim")


def _track(row: TrackRow) -> _Row:
    rest = row.tried - row.passed - row.checked
    parts = [
        (row.passed, _FULL, _GOOD),
        (row.checked, _HALF, _FAIR),
        (rest, _SOFT, _FAIR),
    ]
    said = [f"{row.passed} passed"] if row.passed else []
    said += [f"{row.checked} here"] if row.checked else []
    said += [f"{rest} tried"] if rest else []
    note = f"{', '.join(said) or 'none'} of {row.total}"
    return _Row(row.title, tuple((n / row.total, mark, style) for n, mark, style in parts), note)


def _groups(progress: Progress, console: Console) -> None:
    _heading(console, "hidden tests by group")
    if not any(each.share is not None for each in progress.groups):
        _say(console, "Open: no hidden tests have seen your code yet, only public ones.")
        _say(console, "  next: hand in a solution; then heldout ledger pull", "dim")
        return
    _bars(console, [_group(each) for each in progress.groups])


def _group(row: GroupRow) -> _Row:
    if row.share is None:
        return _Row(row.group, (), "open")
    note = f"{row.points:g} of {row.max_points:g}"
    if row.lost:
        note += f"; lost in {row.lost[0].name}"
    return _Row(row.group, ((row.share, _FULL, _good(row.share)),), note)


def _criteria(progress: Progress, console: Console) -> None:
    if not progress.criteria:
        return
    score = "" if progress.score is None else f"  {progress.score:.0f} of 100"
    _heading(console, "evaluation", f"{score}, over {progress.assessed:g} % of it" if score else "")
    rows: list[_Row] = []
    for each in progress.criteria:
        rows += _criterion(each)
    _bars(console, rows)
    if any(part.score is None for each in progress.criteria for part in each.parts):
        _say(console, "Open is not zero: nobody has looked yet, and it counts neither way.", "dim")


def _criterion(row: CriterionRow) -> list[_Row]:
    label = f"{row.title}, {row.weight} %"
    if row.score is None:
        return [_Row(label, (), "open")]
    rows = [_Row(label, ((row.score, _FULL, _good(row.score)),), f"{row.score:.0%}")]
    for part in row.parts:
        if part.score is None:
            rows.append(_Row(part.title, (), "open", is_sub=True))
        else:
            bar = ((part.score, _FULL, _good(part.score)),)
            rows.append(_Row(part.title, bar, f"{part.score:.0%}", is_sub=True))
    return rows


def _weeks(progress: Progress, console: Console) -> None:
    _heading(console, "the last eight weeks")
    most = max(1, *(each.attempts for each in progress.weeks))
    if not any(each.attempts or each.interviews for each in progress.weeks):
        _say(console, "Nothing was done in them.")
        return
    _bars(console, [_week(each, most) for each in progress.weeks])


def _week(row: Week, most: int) -> _Row:
    said = [f"{row.attempts} tried"] if row.attempts else []
    said += [f"{row.passed} passed"] if row.passed else []
    said += [f"+{row.points:g} points"] if row.points else []
    said += [_counted(row.interviews, "interview")] if row.interviews else []
    label = f"{row.monday.day} {row.monday:%b}"
    passed = min(row.passed, row.attempts)
    parts = ((passed / most, _FULL, _GOOD), ((row.attempts - passed) / most, _SOFT, _FAIR))
    return _Row(label, parts, ", ".join(said))


def _latest(progress: Progress, console: Console) -> None:
    if progress.tasks:
        _heading(console, "tried last")
    for row in progress.tasks[:_MOST_LISTED]:
        _task(row, console)
    if len(progress.tasks) > _MOST_LISTED:
        rest = len(progress.tasks) - _MOST_LISTED
        _say(console, f"and {rest} more; --html FILE and --json have them all", "dim")


def _task(row: TaskRow, console: Console) -> None:
    name = screen.safe(row.slug) + (", questions" if row.kind == "follow-up" else "")
    mark = "[x]" if row.state == "passed" else "[ ]"
    points = "" if row.points is None else f", {row.points:g} of {row.max_points:g} points"
    tries = f", {row.attempts} attempts" if row.attempts > 1 else ""
    given = ", solution was read" if row.has_given_up else ""
    _say(console, f"{mark} {name}: {_STATES[row.state]}{points}{tries}{given}")


def _interviews(progress: Progress, console: Console) -> None:
    if progress.interviews:
        _heading(console, "mock interviews")
    for each in progress.interviews[:_MOST_LISTED]:
        at = each.at.astimezone(progress.as_of.tzinfo)
        graded = f", {each.points:g} of {each.max_points:g} points" if each.max_points else ""
        end = "" if each.is_finished else ", not finished"
        sat = f"{clock(each.sat_s)} of {each.minutes}:00"
        day = f"{at.day} {at:%B %Y}"
        _say(console, f"{day}: {each.track}, {each.level}, {sat}{graded}{end}")
    if len(progress.interviews) > _MOST_LISTED:
        rest = len(progress.interviews) - _MOST_LISTED
        _say(console, f"and {rest} more: heldout interview --list", "dim")


def _gone(progress: Progress, console: Console) -> None:
    if progress.gone:
        names = ", ".join(dict.fromkeys(row.slug for row in progress.gone))
        _heading(console, "no longer in the catalogue")
        _say(console, names)


def _next(progress: Progress, console: Console) -> None:
    if not progress.next_steps:
        return
    _heading(console, "what to do next")
    for number, each in enumerate(progress.next_steps, start=1):
        console.print(Text.assemble(f"{number}. ", (screen.safe(each.title), "bold")))
        # Never broken into lines: it is to be copied.
        console.print(Text(f"   {screen.safe(each.command)}", style="cyan"), soft_wrap=True)
        _say(console, each.reason, "dim", indent=3)
    if progress.receipts is None and not progress.is_empty:
        _say(console, "grades so far: heldout ledger pull, then heldout progress again", "dim")


def _heading(console: Console, text: str, more: str = "") -> None:
    console.print(Text.assemble("\n", (text, "bold"), more))


def _bars(console: Console, rows: Sequence[_Row]) -> None:
    if console.width < _WIDE:
        for row in rows:
            indent = 2 if row.is_sub else 0
            _say(console, row.label, indent=indent)
            bar = _bar(console, row, _NARROW_BAR)
            said = Text.assemble(bar, f" {screen.safe(row.note)}")
            console.print(Padding(said, (0, 0, 0, indent + 2), expand=False))
        return
    table = Table.grid(padding=(0, 1))
    table.add_column(width=_LABEL, no_wrap=True, overflow="ellipsis")
    table.add_column(width=_BAR, no_wrap=True)
    table.add_column()
    for row in rows:
        lead = "  " if row.is_sub else ""
        note = Text(screen.safe(row.note), style="dim" if row.is_sub else "")
        table.add_row(Text(f"{lead}{screen.safe(row.label)}"), _bar(console, row, _BAR), note)
    console.print(table)


def _bar(console: Console, row: _Row, width: int) -> Text:
    """Draw a bar of so many columns; whatever is not nothing has one of them at least."""
    marks, bar = _glyphs(console), Text()
    left = width
    for share, mark, style in row.parts:
        columns = min(left, max(1, int(share * width + 0.5)) if share > 0 else 0)
        bar.append(marks[mark] * columns, style)
        left -= columns
    return bar.append(marks[-1] * left, "dim")


def _glyphs(console: Console) -> str:
    return "#=-." if console.options.ascii_only else "█▓▒·"


def _good(share: float) -> str:
    return _GOOD if share >= 0.8 else _FAIR


def _say(console: Console, text: str, style: str = "", indent: int = 0) -> None:
    line = Text(screen.safe(text), style=style)
    console.print(Padding(line, (0, 0, 0, indent), expand=False) if indent else line)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
