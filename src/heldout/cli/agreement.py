"""A review's summary as a person reads it: tables, then what to talk about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from rich.text import Text

from heldout.cli import screen
from heldout.written.review.agreement import FEWEST_ANSWERS, RESAMPLES, Agreement
from heldout.written.review.summary import Dispute, Summary

_TOO_FEW = "too few"


def print_summary(summary: Summary, titles: Mapping[str, str]) -> None:
    """Print a summary. `titles` are those of the evaluation's parts."""
    screen.out.print(
        f"{summary.sheets} sheets on {_count(summary.answers, 'answer')}, "
        f"{summary.doubly_judged} of them judged by two people or more\n",
        markup=False,
    )
    _print_parts(summary, titles)
    _print_points(summary)
    _print_reviewers(summary)
    _print_disputes("Levels two or more apart: talk about these", summary.parts_to_adjudicate)
    _print_disputes("Points that only some found made", summary.points_to_adjudicate)
    if summary.levels_not_judged or summary.points_not_judged:
        screen.out.print(
            f"not judged, and counted for nobody: {_count(summary.levels_not_judged, 'level')}, "
            f"{_count(summary.points_not_judged, 'point')}",
            markup=False,
        )
    screen.out.print(
        "kappa: 1 is full agreement, 0 that of chance; for levels, weighted by the square of the "
        f"distance\n95 %: of {RESAMPLES:,} resamples of the answers, seed {summary.seed}\n"
        f"too few: fewer than {FEWEST_ANSWERS} answers for an interval, or all judged alike",
        style="dim",
        markup=False,
        soft_wrap=True,
    )


def _print_parts(summary: Summary, titles: Mapping[str, str]) -> None:
    headings = ("part", "answers", "kappa", "95 %", "equal", "mean level", "")
    table = screen.table(*headings, right=headings[1:-1])
    for part in summary.parts:
        table.add_row(
            screen.cell(titles.get(part.id, part.id)),
            *_figures(part.agreement),
            _number(part.mean),
            Text(part.advice, style="yellow"),
        )
    table.add_row("overall", *_figures(summary.overall), _number(summary.mean), "")
    screen.out.print(table)
    screen.out.print()


def _print_points(summary: Summary) -> None:
    points = summary.points
    headings = ("points", "answers", "kappa", "95 %", "equal", "pairs")
    table = screen.table(*headings, right=headings[1:])
    for name, agreed in (
        ("two people, all points", points.people_all),
        ("two people, where the machine decides", points.people),
        ("people and machine, the same points", points.machine),
    ):
        table.add_row(name, *_figures(agreed), f"{agreed.pairs}")
    screen.out.print(table)
    if points.open:
        left = f"  {_count(points.open, 'point')} that the machine leaves to people left out"
        screen.out.print(left, style="dim", markup=False)
    screen.out.print()


def _print_reviewers(summary: Summary) -> None:
    headings = ("reviewer", "sheets", "mean level", "points found made")
    table = screen.table(*headings, right=headings[1:])
    for each in summary.reviewers:
        made = "-" if each.made is None else f"{each.made:.0%}"
        table.add_row(screen.cell(each.name), f"{each.sheets}", _number(each.mean), made)
    screen.out.print(table)
    screen.out.print()


def _print_disputes(heading: str, disputes: Sequence[Dispute]) -> None:
    if not disputes:
        return
    screen.out.print(Text(f"{heading}: {len(disputes)}", style="bold"))
    for each in disputes:
        place = f"{each.slug}, {PurePath(each.answer).name}: {each.id}"
        said = ", ".join(f"{one.reviewer} {_said(one.judged)}" for one in each.said)
        screen.out.print(Text(f"  {screen.safe(place)}  {screen.safe(said)}"), soft_wrap=True)
        for one in each.said:
            if one.note:
                note = screen.safe(f"{one.reviewer}: {' '.join(one.note.split())}")
                screen.out.print(Text(f"      {note}", style="dim"), soft_wrap=True)
    screen.out.print()


def _said(judged: int | bool) -> str:
    if isinstance(judged, bool):
        return "yes" if judged else "no"
    return f"{judged}"


def _figures(agreed: Agreement) -> tuple[str, str, str, str]:
    return (
        f"{agreed.answers}",
        _TOO_FEW if agreed.kappa is None else f"{agreed.kappa:.2f}",
        _TOO_FEW if agreed.low is None else f"{agreed.low:.2f} to {agreed.high:.2f}",
        "-" if agreed.same is None else f"{agreed.same:.0%}",
    )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
