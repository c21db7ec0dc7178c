"""Numbers and times as a person reads them: the same in every locale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from heldout.board.model import Board

#: Writes a time as an element that a program can read too.
Clock = Callable[[datetime], Markup]

NONE = "\u2013"
#: Kinds of tasks, as a person says them.
KINDS = {"casestudy": "case study", "follow-up": "follow-up questions"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def own(text: str) -> Markup:
    """Say that a text is markup of ours, made of numbers, dates and fixed words: not escaped."""
    return Markup(text)  # noqa: S704


def number(value: float) -> str:
    """Write points: at most two digits after the point, and none that say nothing."""
    text = f"{value:,.2f}"
    return text[:-3] if text.endswith(".00") else text.removesuffix("0")


def percent(share: float) -> str:
    """Write a share of 0 to 1. Only all of it is 100 %, and only nothing 0 %."""
    return f"{whole_percent(share)} %"


def whole_percent(share: float) -> int:
    """Round a share of 0 to 1 to a percentage that does not claim all or nothing."""
    if share <= 0:
        return 0
    return 100 if share >= 1 else min(99, max(1, round(share * 100)))


def speed(ratio: float | None) -> str:
    """Write CPU time over the reference's, lower is faster."""
    return NONE if ratio is None else f"{ratio:,.1f} \u00d7"


def day(at: date) -> str:
    """Write a day, or the day of a time."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def zone(board: Board) -> ZoneInfo:
    """Tell the zone that the board's times are shown in."""
    return ZoneInfo(board.time_zone)


def clock(board: Board) -> Clock:
    """Make the function that writes times: of a board with pseudonyms, only days."""
    there, is_coarse = zone(board), board.is_pseudonymous

    def element(at: datetime) -> Markup:
        here = at.astimezone(there)
        if is_coarse:
            return own(f'<time datetime="{here:%Y-%m-%d}">{day(here)}</time>')
        return own(
            f'<time datetime="{here.isoformat(timespec="seconds")}">'
            f"{day(here)}, {here.hour:02}:{here.minute:02}</time>"
        )

    return element
