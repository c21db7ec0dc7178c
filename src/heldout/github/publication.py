"""A scorecard -> where people see it: the job's summary, the comment, the labels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from heldout.errors import GitHubFailedError, OurFaultError
from heldout.github import api, comment, environment, interview_event, sticky
from heldout.github.event import Event
from heldout.github.scorecard import Links, Scorecard
from heldout.github.sticky import Kept

GRADED, REFUSED, FAULT = "heldout: graded", "heldout: refused", "heldout: our fault"
LABELS = (GRADED, REFUSED, FAULT)
_RESULTS = ("graded", "reused", "known")


class Published(msgspec.Struct, frozen=True):
    """What became of the comment, and why the labels are not as they should be, if so."""

    kept: Kept
    unlabelled: OurFaultError | None


def publish(card: Scorecard, event: Event, variables: Mapping[str, str]) -> Published:
    """Write the summary, keep the comment, and set the labels.

    Labels are a nicety, so that they fail is told and is no failure. Raises `GitHubFailedError` if
    the comment could not be kept, `OurFaultError` if the summary could not be written, and
    `BadInputError` without a token.
    """
    place = variables.get("GITHUB_STEP_SUMMARY")
    if place:
        environment.append(Path(place), lambda room: comment.summary(card, room))
    number = event.pull_request.number
    with api.connect({**variables, "GITHUB_REPOSITORY": event.repository.full_name}) as issues:
        kept = sticky.keep(issues, number, comment.render(card))
        try:
            sticky.label(issues, number, labels(card), ours=LABELS)
        except GitHubFailedError as exc:
            return Published(kept, exc)
    return Published(kept, None)


def labels(card: Scorecard) -> tuple[str, ...]:
    """Choose the labels that a list of pull requests is filtered by."""
    outcomes = {task.outcome for task in card.tasks if task.outcome is not None}
    found = []
    if not outcomes.isdisjoint(_RESULTS):
        found.append(GRADED)
    if card.decision == "refused" or "refused" in outcomes:
        found.append(REFUSED)
    if card.fault is not None or "failed" in outcomes:
        found.append(FAULT)
    return tuple(found)


def links(
    variables: Mapping[str, str], event: Event | interview_event.Event, board: str | None
) -> Links:
    """Say where the repository, this run and the board are."""
    server = variables.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    repository = f"{server}/{event.repository.full_name}"
    run = variables.get("GITHUB_RUN_ID", "")
    return Links(
        repository=repository,
        run=f"{repository}/actions/runs/{run}" if run.isdigit() else f"{repository}/actions",
        board=board,
    )
