"""Reports -> one plain HTML page: no script, no request, readable without a style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import jinja2
import msgspec

from heldout.report import Report


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One row: who handed it in, what came of it."""

    name: str
    report: Report


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One challenge and all that was handed in for it."""

    slug: str
    title: str
    entries: tuple[Entry, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An entry with its rank; equal points and speed share one."""

    rank: int
    entry: Entry


_environment = jinja2.Environment(
    loader=jinja2.PackageLoader("heldout.board"), autoescape=True, undefined=jinja2.StrictUndefined
)


def rank(entries: Sequence[Entry]) -> list[Row]:
    """Order entries: most points first, then the lower speed ratio, then the name."""
    ordered = sorted(entries, key=lambda entry: (*_standing(entry), entry.name))
    rows: list[Row] = []
    for position, entry in enumerate(ordered, start=1):
        tied = rows and _standing(rows[-1].entry) == _standing(entry)
        rows.append(Row(rank=rows[-1].rank if tied else position, entry=entry))
    return rows


def render(sections: Sequence[Section], made_at: datetime) -> str:
    """Render the standings of several challenges as one HTML document."""
    ranked = [(section, rank(section.entries)) for section in sections]
    return _environment.get_template("standings.html").render(sections=ranked, made_at=made_at)


def _standing(entry: Entry) -> tuple[float, float]:
    ratio = entry.report.speed_ratio
    # Speed is printed to two digits; what cannot be told apart there is a tie.
    return -entry.report.points, float("inf") if ratio is None else ratio
