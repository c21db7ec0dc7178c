"""Small SVG drawings. They are made of numbers and dates only, so there is nothing to escape.

Colours come from the style sheet by class. The big ones have no viewBox: places are in percent of
the width, heights in pixels, and so the writing keeps its size on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from markupsafe import Markup

from heldout.board.model import Day, Step
from heldout.board.pages import figures

_BARS = tuple(
    figures.own(
        '<svg class="bar" aria-hidden="true">'
        f'<rect class="full" width="{width}%" height="100%"/></svg>'
    )
    for width in range(101)
)
#: A sparkline's pixels; so many columns are all the steps that can be told apart.
_WIDE, _HIGH = 96, 24
#: The curve of a big plot, in its own units, stretched over the width.
_CURVE_WIDE, _CURVE_HIGH = 1000, 100
_TOP, _PLOT_HIGH = 34, 150
_FLOOR = _TOP + _PLOT_HIGH
#: More dots than that hide the line.
_MOST_DOTS = 60
_MOST_TICKS = 6


def bar(share: float) -> Markup:
    """Draw a share of 0 to 1 beside its figure, which says it to who cannot see the bar."""
    return _BARS[figures.whole_percent(share)]


def sparkline(steps: Sequence[Step], start: datetime, end: datetime, most: float) -> Markup:
    """Draw how a total grew between two times; the full height is `most` points."""
    if not steps:
        return Markup("")
    path = _path(steps, start, end, most, (_WIDE, _HIGH - 2), 1)
    last = steps[-1]
    return figures.own(
        f'<svg class="spark" viewBox="0 0 {_WIDE} {_HIGH}" role="img">'
        f"<title>{figures.number(last.points)} points since {figures.day(last.at)}</title>"
        f'<path d="{path}"/></svg>'
    )


def progress(
    steps: Sequence[Step], opens: datetime | None, closes: datetime | None, most: float
) -> Markup:
    """Draw how one candidate's total grew, from the opening to the closing or to the last step.

    Without steps there is nothing to draw, and nothing is drawn.
    """
    if not steps:
        return Markup("")
    start = min(opens or steps[0].at, steps[0].at)
    end = max(closes or steps[-1].at, steps[-1].at, start + timedelta(days=1))
    last = steps[-1]
    path = _path(steps, start, end, most, (_CURVE_WIDE, _CURVE_HIGH), 0)
    curve = (
        f'<svg y="{_TOP}" width="100%" height="{_PLOT_HIGH}" preserveAspectRatio="none"'
        f' viewBox="0 0 {_CURVE_WIDE} {_CURVE_HIGH}"><path d="{path}"/></svg>'
    )
    parts = [*_grid(most), curve]
    if closes is not None and last.at > closes:
        parts += _mark(_part(closes, start, end), "closes")
    parts += [
        f'<circle cx="{100 * _part(step.at, start, end):.2f}%"'
        f' cy="{_FLOOR - _PLOT_HIGH * _share(step.points, most):.1f}" r="3.5"/>'
        for step in (steps if len(steps) <= _MOST_DOTS else ())
    ]
    parts += [
        f'<text y="{_FLOOR + 16}">{figures.day(start.astimezone(last.at.tzinfo))}</text>',
        f'<text class="end" x="100%" y="{_FLOOR + 16}">{figures.day(end)}</text>',
    ]
    return _plot(
        f"Progress: {len(steps)} steps to {figures.number(last.points)} of"
        f" {figures.number(most)} points, the last on {figures.day(last.at)}",
        parts,
    )


def histogram(counts: Sequence[int]) -> Markup:
    """Draw how many best works have which share of the points: 10 % a bin, one for all."""
    most = max(counts, default=0) or 1
    slot = 100 / max(len(counts), 1)
    parts = []
    for place, count in enumerate(counts):
        middle = (place + 0.5) * slot
        high = _PLOT_HIGH * count / most
        if count:
            parts.append(
                f'<rect class="full" x="{place * slot + slot * 0.1:.2f}%" y="{_FLOOR - high:.1f}"'
                f' width="{slot * 0.8:.2f}%" height="{high:.1f}" rx="3"/>'
                f'<text class="middle strong" x="{middle:.2f}%" y="{_FLOOR - high - 5:.1f}">'
                f"{count:,}</text>"
            )
        parts.append(
            f'<text class="middle" x="{middle:.2f}%" y="{_FLOOR + 16}">{place * 10}</text>'
        )
    parts.append(f'<line class="axis" x2="100%" y1="{_FLOOR}" y2="{_FLOOR}"/>')
    return _plot(
        f"Shares of the points in {sum(counts):,} best works:"
        f" {counts[-1] if counts else 0:,} have all of them",
        parts,
    )


def days(days: Sequence[Day], opens: datetime | None, closes: datetime | None) -> Markup:
    """Draw attempts and passes a day, with every day between the first and the last.

    The times are in the zone whose days these are.
    """
    if not days:
        return Markup("")
    first = min(days[0].date, opens.date() if opens else days[0].date)
    last = max(days[-1].date, closes.date() if closes else days[-1].date)
    slots = (last - first).days + 1
    # Even, so that half of it is a number of attempts too.
    most = 2 * max(1, -(-max(day.attempts for day in days) // 2))
    parts = []
    for day in days:
        left = 100 * ((day.date - first).days + 0.12) / slots
        box = f'x="{left:.2f}%" width="{76 / slots:.2f}%"'
        for kind, count in (("soft", day.attempts), ("full", day.passed)):
            high = _PLOT_HIGH * count / most
            parts.append(
                f'<rect class="{kind}" {box} y="{_FLOOR - high:.1f}" height="{high:.1f}" rx="2"/>'
            )
    for name, at in (("opens", opens), ("closes", closes)):
        if at is not None:
            seconds = (at.hour * 60 + at.minute) / 1440
            parts += _mark(((at.date() - first).days + seconds) / slots, name)
    parts += (*_grid(most), *_ticks(first, slots))
    return _plot(
        f"{sum(day.attempts for day in days):,} attempts and"
        f" {sum(day.passed for day in days):,} passes on {len(days):,} days",
        parts,
    )


def _plot(title: str, parts: Iterable[str]) -> Markup:
    return figures.own(
        f'<svg class="plot" role="img" width="100%" height="{_FLOOR + 20}">'
        f"<title>{title}</title>{''.join(parts)}</svg>"
    )


def _path(
    steps: Sequence[Step],
    start: datetime,
    end: datetime,
    most: float,
    size: tuple[int, int],
    margin: int,
) -> str:
    """Write the outline of stairs. Its feet are outside of the picture, and so is their stroke."""
    wide, high = size
    floor = high + margin
    span = max(end - start, timedelta(seconds=1)) / wide
    scale = high / most if most > 0 else 0.0
    # Of the steps in one column only the last is seen.
    columns = {int((step.at - start) / span): step.points for step in steps}
    stairs = []
    seen = floor
    for column, points in columns.items():
        y = max(margin, floor - round(scale * points))
        if y != seen:
            stairs.append(f"H{min(wide, max(0, column))}V{y}")
            seen = y
    return f"M-9 {floor}{''.join(stairs)}H{wide + 9}V{floor + 9}H-9"


def _part(at: datetime, start: datetime, end: datetime) -> float:
    """Say where a time is between two others: 0 to 1, also for those outside."""
    return min(1.0, max(0.0, (at - start) / (end - start))) if end > start else 0.0


def _share(points: float, most: float) -> float:
    return min(1.0, points / most) if most > 0 else 0.0


def _grid(most: float) -> Iterator[str]:
    for y, value in ((_TOP, most), (_TOP + _PLOT_HIGH // 2, most / 2)):
        yield f'<line class="grid" x2="100%" y1="{y}" y2="{y}"/>'
        yield f'<text y="{y - 5}">{figures.number(value)}</text>'
    yield f'<line class="axis" x2="100%" y1="{_FLOOR}" y2="{_FLOOR}"/>'


def _mark(part: float, name: str) -> Iterable[str]:
    """Draw a line across, with a word on the side where there is room."""
    side, shift = ("end ", -5) if part > 0.5 else ("", 5)
    x = f"{100 * part:.2f}%"
    yield f'<line class="edge" x1="{x}" x2="{x}" y1="2" y2="{_FLOOR}"/>'
    yield f'<text class="{side}strong" x="{x}" dx="{shift}" y="12">{name}</text>'


def _ticks(first: date, slots: int) -> Iterator[str]:
    apart = -(-slots // _MOST_TICKS)
    for slot in range(0, slots, apart):
        at = first + timedelta(days=slot)
        yield (
            f'<text class="middle" x="{100 * (slot + 0.5) / slots:.2f}%" y="{_FLOOR + 16}">'
            f"{figures.day(at).rpartition(' ')[0]}</text>"
        )
