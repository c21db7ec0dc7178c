"""A Progress -> one HTML page: the board's style in it, no script, no request."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files

import jinja2
from markupsafe import Markup

from heldout.board.pages import figures, plots
from heldout.practice.interview.papers import clock
from heldout.practice.progress.model import Progress
from heldout.practice.progress.tasks import TRACKS
from heldout.report.text import printable

_CLASSES = {"passed": "ok", "checked": "open", "undecided": "open"}
_STATES = {
    "passed": "passed",
    "checked": "passed here",
    "undecided": "a person decides",
    "tried": "not passed",
}
#: The height of the curve where nothing gave points.
_SOME = 1.0


def _printable(value: object) -> object:
    """Spell out what HTML may not hold, or what turns the writing round."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_environment = jinja2.Environment(
    loader=jinja2.PackageLoader("heldout.board"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_printable,
)
_environment.filters.update(number=figures.number, percent=figures.percent, clock=clock)
_environment.globals.update(
    bar=plots.bar, day=figures.day, kinds=figures.KINDS, tracks=TRACKS, states=_STATES
)


def render(progress: Progress) -> str:
    """Render a progress as one HTML document."""
    style = (files("heldout.board") / "static" / "style.css").read_text(encoding="utf-8")
    curve = progress.curve
    most = max((each.points for each in curve), default=_SOME)
    first = curve[0].at if curve else None
    return _environment.get_template("progress.html").render(
        progress=progress,
        # Of ours alone; in it nothing is escaped, as nothing is in a style element.
        style=figures.own(style),
        plot=plots.progress(curve, first, progress.as_of, most) if curve else Markup(""),
        most_attempts=max(1, *(each.attempts for each in progress.weeks)),
        classes=_CLASSES,
        time=_clock(progress),
    )


def _clock(progress: Progress) -> figures.Clock:
    zone = progress.as_of.tzinfo

    def element(at: datetime) -> Markup:
        here = at.astimezone(zone)
        text = figures.day(here)
        return figures.own(f'<time datetime="{here:%Y-%m-%d}">{text}</time>')

    return element
