"""The cohort's days: what was handed in when, and who was first at what."""

from __future__ import annotations

from heldout.board.model import Board
from heldout.board.pages import environment, figures, plots


def render(board: Board) -> str:
    """Render `timeline.html`."""
    zone = figures.zone(board)
    firsts = [
        (each.first.at, each.task, each.first.candidate)
        for each in board.statistics
        if each.first is not None
    ]
    return environment.render(
        "timeline.html",
        board,
        root=environment.TOP,
        title="Timeline",
        here="timeline",
        plot=plots.days(
            board.days,
            board.opens and board.opens.astimezone(zone),
            board.closes and board.closes.astimezone(zone),
        ),
        firsts=sorted(firsts, key=lambda first: (first[0], first[1].key)),
    )
