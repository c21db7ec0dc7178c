"""What `heldout plan` prints for people: the plan as tables, or what came of writing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from heldout.cli import screen
from heldout.practice.plan import paper
from heldout.practice.plan.model import Item, Plan
from heldout.practice.plan.revision import Revised

_NAMED = 6


def print_plan(made: Plan) -> None:
    """Print a plan, a table for all weeks, so that their columns stand below each other."""
    _say(paper.title(made.settings))
    table = screen.table("day", "min", "what", right=["min"])
    week = None
    for each in made.items:
        if each.day is None:
            continue
        if made.settings.week(each.day) != week:
            week = made.settings.week(each.day)
            table.add_row()
            table.add_row(screen.heading(f"week {week}"))
        text = screen.cell(paper.plain(each.text))
        table.add_row(screen.cell(f"{paper.weekday(each.day)} {each.day}"), f"{each.minutes}", text)
    screen.out.print(table)
    _say("")
    _print_totals(made)
    _say("  next: heldout plan --out plan.md --ics plan.ics")


def print_written(made: Plan, out: Path | None, ics: Path | None) -> None:
    """Say what was written, where, and what there is no time for."""
    for path in (out, ics):
        if path is not None:
            _say(f"wrote {screen.safe(str(path))}")
    _print_totals(made)
    first = next((each for each in made.items if each.day is not None), None)
    if first is not None:
        _say(f"  next: {first.day}, {paper.plain(first.text)}")


def print_revised(revised: Revised, out: Path, ics: Path | None, kept: Path | None) -> None:
    """Say what has changed, and what is next."""
    lines = [*_changes(revised)]
    name = screen.safe(str(out))
    if lines:
        _say(f"{name} is up to date:")
        for line in lines:
            _say(f"  {line}")
    else:
        _say(f"{name}: nothing has slipped, and nothing is new")
    if kept is not None:
        _say(f"the plan before is {screen.safe(str(screen.from_here(kept)))}")
    if ics is not None:
        _say(f"wrote {screen.safe(str(ics))}")
    _print_totals(revised.plan)
    following = (each for each in revised.plan.items if each.day is not None and not each.is_done)
    coming = next(following, None)
    if coming is not None:
        _say(f"  next: {coming.day}, {paper.plain(coming.text)}")
    else:
        _say("  next: everything is done; sleep well")


def _changes(revised: Revised) -> Iterable[str]:
    for what, keys in (
        ("ticked, since it has passed", revised.ticked),
        ("moved", revised.moved),
        ("new, since it was failed", revised.added),
        ("without a day now, for want of time", revised.left_out),
        ("no longer in the catalogue", revised.gone),
    ):
        if keys:
            more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
            yield f"{len(keys)} {what}: {', '.join(keys[:_NAMED])}{more}"


def _print_totals(made: Plan) -> None:
    dated = [each for each in made.items if each.day is not None]
    missing = [each for each in made.items if each.day is None and not each.is_done]
    settings = made.settings
    done = f", {count} done" if (count := sum(each.is_done for each in made.items)) else ""
    totals = (
        f"{_sessions(dated)}, {paper.hours_of(dated)}{done}, from {settings.start} to "
        f"{settings.end}; at most {settings.hours} h a week"
    )
    screen.out.print(totals, markup=False)
    if missing:
        left_out = (
            f"{_sessions(missing)} did not fit, and would take {paper.hours_of(missing)} more; "
            "more --hours or a later --until takes them in"
        )
        screen.out.print(left_out, markup=False)


def _sessions(items: Sequence[Item]) -> str:
    return "1 session" if len(items) == 1 else f"{len(items)} sessions"


def _say(text: str) -> None:
    screen.out.print(text, markup=False, highlight=False, soft_wrap=True)
