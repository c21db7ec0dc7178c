"""One task's page: who solved it, how it went, and which idea is missed."""

from __future__ import annotations

from heldout.board.model import Board, Statistics
from heldout.board.pages import environment, plots

#: Tests beyond these are folded away.
MOST_SHOWN = 12


def render(board: Board, statistics: Statistics) -> str:
    """Render `challenges/<key>.html`, for a task of any kind."""
    return environment.render(
        "challenge.html",
        board,
        root=environment.BELOW,
        title=statistics.task.title,
        here="",
        statistics=statistics,
        task=statistics.task,
        share=statistics.passed / statistics.tried if statistics.tried else 0.0,
        plot=plots.histogram(statistics.histogram),
        hardest=statistics.tests[:MOST_SHOWN],
        easier=statistics.tests[MOST_SHOWN:],
    )
