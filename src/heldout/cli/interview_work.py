"""The work of an interview: checked on the way, graded at the end of a round, and summed up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.followups import is_begun
from heldout.catalogue.repository import Repository
from heldout.cli import grading, screen
from heldout.cli.choices import Sandbox
from heldout.errors import BadInputError, CatalogueError
from heldout.judging import suite as suites
from heldout.practice import attempts
from heldout.practice.interview import outcome, papers
from heldout.practice.interview.questions import Interviewer
from heldout.practice.interview.room import Room
from heldout.report import Report
from heldout.submission import source
from heldout.written import prompt
from heldout.written.assess import Assessor


def check(room: Room) -> None:
    """Run the public tests on the paper, or look at the form of an answer; and note it."""
    task, paper = room.task, room.paper
    report = _public(task, paper) if isinstance(task, Challenge) else _form(room.root, task, paper)
    room.checked(task.slug, report)


def grade(room: Room) -> None:
    """Grade what a round left behind, and note it: code, an answer, and what was said."""
    task, slug = room.task, room.round.slug
    for report in _graded(room, task):
        room.graded(slug, report)


def close(room: Room, *, with_partner: bool) -> None:
    """Write the transcript with the scorecard, and show what it came to."""
    evaluation = room.root.evaluation()
    touched = _touched(room)
    found = outcome.of("you", evaluation, room.events, touched, with_partner=with_partner)
    path = room.folder / papers.TRANSCRIPT
    try:
        attempts.replace(path, papers.transcript(room.events, found).encode())
    except OSError as exc:
        raise BadInputError(
            f"the transcript cannot be written ({(exc.strerror or str(exc)).lower()}); the "
            "interview itself is kept",
            where=path,
            next_step="make room, then heldout interview --resume writes it",
        ) from exc
    _print(found)
    screen.out.print(f"\ntranscript: {screen.from_here(path)}", markup=False, soft_wrap=True)
    if with_partner:
        sheet = screen.from_here(room.folder / papers.PARTNER)
        screen.out.print(f"your partner's sheet: {sheet}", markup=False, soft_wrap=True)


def _graded(room: Room, task: Challenge | CaseStudy) -> Iterator[Report]:
    answers = room.answers(room.round.slug)
    spoken = Interviewer(room.root, task).read(answers)
    if isinstance(task, Challenge):
        yield _hidden(task, room.paper)
        if spoken is not None:
            yield spoken
        return
    is_written = room.paper.is_file() and is_begun(room.paper)
    written = _read(room, task) if is_written else None
    if written is not None or spoken is not None:
        # Of what was written and what was said, whichever makes more of the points.
        yield max((each for each in (written, spoken) if each), key=lambda each: each.points)


def _public(task: Challenge, paper: Path) -> Report:
    (report,) = grading.check_own(Sandbox.auto, [(suites.public(task), paper)])
    return report


def _hidden(task: Challenge, paper: Path) -> Report:
    """Grade by the hidden suite, or where that is sealed by the public one."""
    if task.hidden is None:
        return _public(task, paper)
    (report,) = grading.check_own(Sandbox.auto, [(suites.hidden(task, task.hidden), paper)])
    return report


def _form(root: Repository, task: CaseStudy, paper: Path) -> Report:
    assessor = Assessor(prompt.filled_in(prompt.public_of(root, task)))
    taken = source.take(paper)
    return (
        assessor.refuse(taken.reason)
        if isinstance(taken, source.Refusal)
        else assessor.check(taken.content)
    )


def _read(room: Room, task: CaseStudy) -> Report | None:
    try:
        loaded = prompt.hidden_of(room.root, task)
    except (BadInputError, CatalogueError):
        return _form(room.root, task, room.paper)
    taken = source.take(room.paper)
    assessor = Assessor(loaded)
    if isinstance(taken, source.Refusal):
        return assessor.refuse(taken.reason)
    return assessor.grade(taken.content)


def _touched(room: Room) -> Mapping[str, list[str]]:
    """Name for each part of the evaluation the rounds that say something of it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in room.state.loop.rounds:
        task = room.root.load(each.slug)
        parts = (
            [point.criterion for point in task.points]
            if isinstance(task, CaseStudy)
            else [*room.root.evaluation().code.values()]
        )
        # Whoever sits opposite hears how it is told, whatever it is about.
        for part in dict.fromkeys((*parts, "communication.clarity", "communication.presentation")):
            if part is not None:
                found[part].append(each.slug)
    return found


def _print(found: outcome.Outcome) -> None:
    card = found.card
    table = screen.table("criterion", "weight", "measured", right=["weight", "measured"])
    for criterion in card.criteria:
        score = "" if criterion.score is None else f"{criterion.score:.0%}"
        table.add_row(screen.cell(criterion.title), f"{criterion.weight}%", score)
    screen.out.print()
    screen.out.print(table)
    for title, parts in (
        ("for a partner to judge", found.judge),
        ("never tested", found.untested),
    ):
        if parts:
            names = ", ".join(part.title for part in parts)
            screen.out.print(f"{title}: {names}", markup=False)
