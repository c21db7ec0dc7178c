"""The front page: who is where, by how the order is made, and what there is to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from markupsafe import Markup

from heldout.board.model import Board, Candidate, Statistics
from heldout.board.pages import environment, figures, plots

#: Class and name of the first ranks; those who share one have the same.
MEDALS = {1: "gold", 2: "silver", 3: "bronze"}
#: The list of works that wait ends here; their number is said all the same.
MOST_NAMED = 50
#: Of a board on which nothing has happened, nothing is drawn.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Row(NamedTuple):
    """A candidate's row, in words."""

    rank: int
    medal: str
    candidate: Candidate
    points: str
    share: float
    passed: int
    progress: Markup
    speed: str
    reached_at: datetime | None


def render(board: Board) -> str:
    """Render `index.html`."""
    waiting = board.stale[:MOST_NAMED]
    return environment.render(
        "standings.html",
        board,
        root=environment.TOP,
        title="Standings",
        here="standings",
        rows=_rows(board),
        tasks=_tasks(board),
        waiting=waiting,
        unnamed=len(board.stale) - len(waiting),
        passed=sum(standing.passed for standing in board.standings),
    )


def _rows(board: Board) -> Iterator[Row]:
    most = board.worth
    times = [
        step.at for each in board.standings for step in (*each.progress[:1], *each.progress[-1:])
    ]
    start = board.opens or min(times, default=_NEVER)
    end = board.as_of or max(times, default=_NEVER)
    for each in board.standings:
        yield Row(
            rank=each.rank,
            medal=MEDALS.get(each.rank, "") if each.points else "",
            candidate=each.candidate,
            points=figures.number(each.points),
            share=each.points / most if most else 0.0,
            passed=each.passed,
            progress=plots.sparkline(each.progress, start, end, most),
            speed=figures.speed(each.speed_ratio),
            # Who has nothing has reached nothing.
            reached_at=each.reached_at if each.scores else None,
        )


def _tasks(board: Board) -> list[tuple[Statistics, float]]:
    return [(each, each.passed / each.tried if each.tried else 0.0) for each in board.statistics]
