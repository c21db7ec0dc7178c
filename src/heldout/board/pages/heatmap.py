"""Candidates by tasks: who has how much of what, at a glance and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from heldout.board.model import Board, Candidate, Standing
from heldout.board.pages import environment, figures

_STEPS = 10
_EMPTY = Markup("<td></td>")
#: A cell by its percentage. A step is reached, not rounded to: only all of it is in the last.
_CELLS = tuple(figures.own(f'<td class="s{p * _STEPS // 100}">{p}</td>') for p in range(101))


def render(board: Board) -> str:
    """Render `heatmap.html`."""
    return environment.render(
        "heatmap.html",
        board,
        root=environment.TOP,
        title="Heat map",
        here="heatmap",
        rows=_rows(board),
        steps=range(_STEPS + 1),
    )


def _rows(board: Board) -> Iterator[tuple[Candidate, Markup]]:
    places = {task.key: place for place, task in enumerate(board.tasks)}
    for standing in board.standings:
        yield standing.candidate, _cells(standing, places)


def _cells(standing: Standing, places: dict[str, int]) -> Markup:
    cells = [_EMPTY] * len(places)
    for score in standing.scores:
        cells[places[score.task.key]] = _CELLS[figures.whole_percent(score.share)]
    # Of ours alone, so joined as plain text: escaping 40,000 cells takes longer than making them.
    return figures.own("".join(cells))
