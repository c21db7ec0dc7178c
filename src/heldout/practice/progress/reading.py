"""A repository and a ledger -> Facts. What cannot be read is left out, counted, and told once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.evaluation import Evaluation
from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError, CatalogueError
from heldout.practice import diary, place
from heldout.practice.diary import Check, GivenUp
from heldout.practice.interview import session
from heldout.practice.interview.session import Event
from heldout.practice.progress import people
from heldout.practice.progress.facts import FOLLOW_UP, Facts, Interview, Key, Task, Work
from heldout.report import Report
from heldout.report.text import printable

_DIARY = "diary.ndjson"


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """What this machine knows: works and interviews, other times, and what cannot be read."""

    works: tuple[Work, ...] = ()
    acts: tuple[datetime, ...] = ()
    interviews: tuple[Interview, ...] = ()
    given_up: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()


def read(root: Repository, receipts: Path | None, candidate: str | None, *, local: bool) -> Facts:
    """Read all that is known of somebody; `local` takes in what this machine remembers.

    Raises `BadInputError` for a folder that cannot be read, and for a candidate who is not there
    or has to be named.
    """
    tasks, hidden, broken, evaluation = _catalogue(root)
    notices = [_unread(len(broken), "task", f"heldout list says why: {', '.join(sorted(broken))}")]
    works: tuple[Work, ...] = ()
    person = None
    if receipts is not None:
        there, unread = people.find(receipts)
        notices.append(_unread(unread, "line of the receipts", "heldout ledger check DIR says why"))
        person = people.choose(there, candidate, receipts)
        works = tuple(people.works(person)) if person is not None else ()
    here = remembered(root.root, hidden) if local else Remembered()
    return Facts(
        tasks=tasks,
        works=(*works, *here.works),
        acts=here.acts,
        interviews=here.interviews,
        evaluation=evaluation,
        candidate=None if person is None else person.name,
        receipts=None if receipts is None else printable(str(receipts)),
        given_up=here.given_up,
        broken=broken,
        notices=tuple(filter(None, (*notices, *here.notices))),
    )


def remembered(root: Path, hidden: frozenset[Key]) -> Remembered:
    """Read the diary and the mock interviews. `hidden` are tasks whose hidden half is here.

    In an interview they alone are graded by it; the others are as good as checked.
    """
    entries = diary.read(root)
    lost = _lines(place.folder(root) / _DIARY) - len(entries)
    works = [_of_check(each) for each in entries if isinstance(each, Check)]
    acts = [each.at for each in entries if not isinstance(each, Check)]
    held, broken = [], 0
    for folder in session.find(root):
        try:
            events = session.read(folder)
        except BadInputError:
            broken += 1
            continue
        graded = list(_graded(events, hidden))
        held.append(_interview(folder.name, events, graded))
        works += graded
        acts.append(events[-1].at)
    notices = (
        _unread(lost, "line of the diary"),
        _unread(broken, "interview", "heldout interview --list says which"),
    )
    return Remembered(
        works=tuple(works),
        acts=tuple(acts),
        interviews=tuple(held),
        given_up=frozenset(each.slug for each in entries if isinstance(each, GivenUp)),
        notices=tuple(filter(None, notices)),
    )


def _unread(count: int, noun: str, hint: str = "") -> str:
    """Say how much cannot be read; nothing, if all can. A noun may have words after it."""
    if count <= 0:
        return ""
    first, _, rest = noun.partition(" ")
    what = (
        f"1 {noun} cannot be read, and is"
        if count == 1
        else (f"{count:,} {first}s{' ' if rest else ''}{rest} cannot be read, and are")
    )
    return f"{what} left out{'; ' if hint else ''}{hint}"


def _lines(path: Path) -> int:
    try:
        return sum(bool(line.strip()) for line in path.read_bytes().split(b"\n"))
    except OSError:
        return 0


def _of_check(check: Check) -> Work:
    report = Report.without_cases(check.slug, check.kind, check.verdict, "")
    return Work(at=check.at, origin="check", solution=check.solution_sha, report=report)


def _graded(events: list[Event], hidden: frozenset[Key]) -> Iterator[Work]:
    for number, event in enumerate(events):
        if isinstance(event, session.Graded):
            report = event.report
            is_hidden = (report.slug, report.kind) in hidden
            yield Work(
                at=event.at,
                origin="mock" if is_hidden else "check",
                solution=f"{events[0].at}, {number}",
                report=report,
            )


def _interview(name: str, events: list[Event], graded: list[Work]) -> Interview:
    started = events[0]
    assert isinstance(started, session.Started)
    last = {work.key: work.report for work in graded}.values()
    return Interview(
        name=printable(name),
        at=started.at,
        track=started.loop.track,
        level=started.loop.level,
        minutes=started.loop.minutes,
        sat_s=max(each.clock_s for each in events),
        is_finished=any(isinstance(each, session.Finished) for each in events),
        points=round(sum(each.points for each in last), 2),
        max_points=round(sum(each.max_points for each in last), 2),
    )


def _catalogue(
    root: Repository,
) -> tuple[tuple[Task, ...], frozenset[Key], frozenset[str], Evaluation | None]:
    """List the tasks, those whose hidden half is here, and the slugs of folders that are broken."""
    challenges, casestudies = root.challenges()[0], root.casestudies()[0]
    try:
        evaluation = root.evaluation() if root.has_evaluation() else None
    except CatalogueError:
        evaluation = None
    code = tuple(dict.fromkeys(evaluation.code.values())) if evaluation else ()
    tasks = (
        *(_of_challenge(each, code) for each in challenges),
        *(_of_casestudy(each) for each in casestudies),
        *(_of_questions(each) for each in challenges),
    )
    seen = {each.slug for each in challenges if each.hidden is not None}
    seen |= {each.slug for each in casestudies if each.hidden is not None}
    hidden = frozenset(task.key for task in tasks if task.slug in seen)
    broken = frozenset(root.names()) - {task.slug for task in tasks}
    return tasks, hidden, broken, evaluation


def _of_challenge(challenge: Challenge, parts: tuple[str, ...]) -> Task:
    manifest = challenge.manifest
    return Task(
        slug=challenge.slug,
        kind="challenge",
        title=printable(manifest.title),
        track=manifest.track,
        level=manifest.difficulty,
        minutes=manifest.minutes,
        asked=manifest.asked,
        prerequisites=manifest.prerequisites,
        parts=parts,
    )


def _of_questions(challenge: Challenge) -> Task:
    task = _of_challenge(challenge, ())
    return msgspec.structs.replace(task, kind=FOLLOW_UP, track=FOLLOW_UP, prerequisites=())


def _of_casestudy(casestudy: CaseStudy) -> Task:
    manifest = casestudy.manifest
    parts = dict.fromkeys(each.criterion for each in casestudy.points if each.criterion)
    return Task(
        slug=casestudy.slug,
        kind="casestudy",
        title=printable(manifest.title),
        track=manifest.kind,
        level=manifest.difficulty,
        minutes=manifest.minutes,
        parts=tuple(parts),
    )
