"""A candidate's page, in two halves: the head has the rank, and the body knows nobody else.

So when somebody overtakes, heads change and bodies do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup, escape

from heldout.board.model import Attempt, Board, Profile, Score, Standing, Task
from heldout.board.pages import environment, figures, plots
from heldout.board.pages.standings import MEDALS
from heldout.report import Verdict

#: Anything else is work that did not pass; these two say nothing of it.
_CLASSES: dict[str, str] = {
    Verdict.PASSED: "ok",
    Verdict.UNDECIDED: "open",
    Verdict.JUDGE_ERROR: "open",
}
_ON_TIME = 1.0


class Cell(NamedTuple):
    """One task's row in the table of tasks; all but the link is empty where nothing was tried."""

    link: Markup
    points: str
    most: str
    share: float
    verdict: str
    verdict_class: str
    attempts: int
    speed: str
    submitted_at: datetime | None
    #: How much late work still counts, in percent; empty in time.
    counted: str
    is_stale: bool
    brings: str
    worth: str


def head(board: Board, standing: Standing) -> str:
    """Render the page from the doctype to the summary: all that depends on the other candidates."""
    return environment.render(
        "candidate_head.html",
        board,
        root=environment.BELOW,
        title=standing.candidate.name,
        here="",
        standing=standing,
        medal=MEDALS.get(standing.rank, "") if standing.points else "",
    )


def body(board: Board, standing: Standing, profile: Profile) -> str:
    """Render the rest, to `</html>`. Of the board only its tasks, times and title are read."""
    links = {task.key: _link(task) for task in board.tasks}
    return environment.render(
        "candidate_body.html",
        board,
        root=environment.BELOW,
        title=standing.candidate.name,
        here="",
        standing=standing,
        criteria=profile.criteria,
        is_assessed=all(each.score is not None for each in profile.criteria),
        cells=_cells(board, standing, links),
        attempts=_history(profile.attempts, links, figures.clock(board)),
        has_attempts=bool(profile.attempts),
        has_requests=any(each.pull_request is not None for each in profile.attempts),
        most=board.worth,
        plot=plots.progress(standing.progress, board.opens, board.closes, board.worth),
        steps=standing.progress,
    )


def _link(task: Task) -> Markup:
    return Markup('<a href="../challenges/{}.html">{}</a>').format(task.key, task.title)


def _cells(board: Board, standing: Standing, links: dict[str, Markup]) -> Iterator[Cell]:
    scores = {score.task.key: score for score in standing.scores}
    for task in board.tasks:
        score = scores.get(task.key)
        yield _untried(task, links[task.key]) if score is None else _tried(score, links[task.key])


def _untried(task: Task, link: Markup) -> Cell:
    most, worth = figures.number(task.max_points), figures.number(task.worth)
    return Cell(link, "", most, 0.0, "", "", 0, figures.NONE, None, "", False, "0", worth)


def _tried(score: Score, link: Markup) -> Cell:
    return Cell(
        link=link,
        points=figures.number(score.points),
        most=figures.number(score.task.max_points),
        share=score.share,
        verdict=score.verdict,
        verdict_class=_CLASSES.get(score.verdict, "no"),
        attempts=score.attempts,
        speed=figures.speed(score.speed_ratio),
        submitted_at=score.submitted_at,
        counted=figures.percent(score.late_factor) if score.late_factor < _ON_TIME else "",
        is_stale=score.is_stale,
        brings=figures.number(score.worth),
        worth=figures.number(score.task.worth),
    )


def _history(
    attempts: tuple[Attempt, ...], links: dict[str, Markup], time: figures.Clock
) -> Iterator[tuple[object, ...]]:
    """Yield plain tuples: the template unpacks them, which is twice as fast as asking by name."""
    number, speed, classes = figures.number, figures.speed, _CLASSES
    for each in attempts:
        yield (
            time(each.submitted_at),
            links.get(each.task.key) or escape(each.task.title),
            each.verdict,
            classes.get(each.verdict, "no"),
            number(each.points),
            number(each.max_points),
            speed(each.speed_ratio),
            each.pull_request,
            each.is_stale,
            each.reason_not_counted,
        )
