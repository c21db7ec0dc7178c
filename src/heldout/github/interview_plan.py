"""An event and what GitHub remembers of an issue -> what is to be done about it.

plan.json     the plan, for the steps that read the answers
reply.json    the plan with what came of it, for the job that replies
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError
from heldout.github import interview_answer, interview_bounds, interview_form, interview_set
from heldout.github.api import LONGEST_BODY, Api
from heldout.github.interview_answer import Answer
from heldout.github.interview_bounds import Bound
from heldout.github.interview_event import LABEL, Event
from heldout.github.interview_set import Task
from heldout.github.sticky import find
from heldout.ledger.problem import shown
from heldout.ledger.receipt import Count
from heldout.practice.interview import pool
from heldout.practice.interview.loop import Loop
from heldout.report import Report

#: Raised when a key changes its meaning.
VERSION = 1

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", max_length=100)]
Kind = Literal["casestudy", "follow-up"]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one task; `bound` is why its points are not read, None where they are."""

    slug: Slug
    kind: Kind
    bound: Bound | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done.

    `open`: to say what the interview is, `loop`, or what is wrong with the form, `mistakes`.
    `answer`: to read the pieces. `read` counts the answers that were read for their points before.
    `empty`, `others` and `missing` are tasks that are named with nothing below, that are named and
    are of no business here, and that are not named.
    """

    version: Annotated[int, Meta(ge=1, le=VERSION)] = VERSION
    deed: Literal["open", "answer"]
    number: Count
    at: Annotated[datetime, Meta(tz=True)]
    loop: Loop | None = None
    mistakes: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    read: int = 0
    empty: tuple[Slug, ...] = ()
    others: tuple[Slug, ...] = ()
    missing: tuple[Slug, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a piece came to, and why that is its form alone, if so."""

    piece: Piece
    report: Report


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """A plan, and what came of it."""

    plan: Plan
    readings: tuple[Reading, ...] = ()

    @property
    def read(self) -> int:
        """How many answers were read for their points, this one too if it was."""
        return self.plan.read + any(each.piece.bound is None for each in self.readings)


T = TypeVar("T", Plan, Reply)


def make(event: Event, root: Repository, api: Api) -> Plan | None:
    """Decide; None where there is nothing to do. Raises `GitHubFailedError`."""
    if not event.is_for_us:
        return None
    number = event.issue.number
    opening = find(api, number, interview_set.OPENING)
    chosen = None if opening is None else interview_set.slugs(opening.body)
    if chosen is None:
        return _opening(event, root)
    if event.comment is None:
        # A run that was started anew: the interview stays what it was.
        return None
    tasks = interview_set.tasks(root, chosen)
    answer = interview_answer.take_apart(event.comment.body, tasks, root.names())
    if not answer.is_meant:
        return None
    reply = find(api, number, interview_bounds.REPLY)
    if reply is not None and not answer.texts:
        # What was replied before is worth more than that there is nothing to reply now.
        return None
    read = 0 if reply is None else interview_bounds.count(reply.body)
    return _answered(event, root, api, answer, tasks, read)


def text(event: Event, root: Repository, piece: Piece) -> str:
    """Give the text of a piece of the event's comment."""
    body = "" if event.comment is None else event.comment.body
    tasks = interview_set.tasks(root, [piece.slug])
    return interview_answer.take_apart(body, tasks, root.names()).texts[piece.slug]


def encode(made: Plan | Reply) -> bytes:
    """Write a file."""
    return msgspec.json.encode(made) + b"\n"


def decode(content: bytes, kind: type[T], where: str) -> T:
    """Read a file. Raises `BadInputError`."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise BadInputError(
            f"this is no {kind.__name__.lower()} of an interview: {shown(str(exc))}",
            where=where,
            next_step="name the folder that heldout actions interview plan wrote",
        ) from None


def _opening(event: Event, root: Repository) -> Plan:
    form = interview_form.read((event.issue.body or "")[:LONGEST_BODY])
    plan = Plan(deed="open", number=event.issue.number, at=event.at, mistakes=form.mistakes)
    if form.wanted is None:
        return plan
    prompts = pool.of(root)
    name, number = event.repository.full_name, event.issue.number
    loop = interview_set.compose(prompts, form.wanted, name, number)
    if loop.rounds:
        return msgspec.structs.replace(plan, loop=loop)
    fact = f"Minutes: no task of this track fits into {form.wanted.minutes}; write more"
    return msgspec.structs.replace(plan, mistakes=(fact,))


def _answered(
    event: Event, root: Repository, api: Api, answer: Answer, tasks: Sequence[Task], read: int
) -> Plan:
    by_slug = {task.slug: task for task in tasks if interview_set.questions(task)}
    pieces = [
        Piece(
            slug=slug,
            kind=(kind := interview_set.kind(by_slug[slug])),
            bound=interview_bounds.of_cohorts(root, slug, kind, event.at),
        )
        for slug in answer.texts
        if slug in by_slug
    ]
    whole = interview_bounds.of_issue(read)
    if whole is None and any(piece.bound is None for piece in pieces):
        issue = event.issue
        opened = api.opened(issue.user.login, LABEL)
        whole = interview_bounds.of_author(issue.number, issue.created_at, opened)
    return Plan(
        deed="answer",
        number=event.issue.number,
        at=event.at,
        pieces=tuple(_bounded(pieces, whole)),
        read=read,
        empty=answer.empty,
        others=answer.others,
        missing=tuple(each for each in by_slug if each not in (*answer.texts, *answer.empty)),
    )


def _bounded(pieces: Sequence[Piece], whole: Bound | None) -> Iterator[Piece]:
    for piece in pieces:
        yield msgspec.structs.replace(piece, bound=piece.bound or whole)
