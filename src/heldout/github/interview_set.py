"""Which tasks an interview on GitHub has: chosen once, and kept in our own opening comment.

Its author can edit the issue and not our comment; and whatever is added to the catalogue later, the
interview stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.repository import Repository
from heldout.errors import CatalogueError, UnknownSlugError
from heldout.github.interview_form import Wanted
from heldout.practice.interview import loop as loops
from heldout.practice.interview.loop import Loop, Prompt
from heldout.written.answer import headings

#: The first line of our opening comment, by which it is found again; the second has the tasks.
OPENING = "<!-- heldout:interview -->"
_TASKS = re.compile(r"<!-- tasks:((?: [a-z0-9]+(?:-[a-z0-9]+)*)+) -->")

Task = Challenge | CaseStudy


def compose(pool: Iterable[Prompt], wanted: Wanted, repository: str, number: int) -> Loop:
    """Choose the rounds; without a seed by the issue's own, so that a run started anew agrees.

    There may be no rounds, if no prompt fits into the time.
    """
    seed = wanted.seed or derived(repository, number)
    return loops.compose(pool, wanted.track, wanted.level, wanted.minutes, seed)


def derived(repository: str, number: int) -> str:
    """Derive a seed from an issue."""
    return loops.seed_of(f"heldout issue v1\0{repository}\0{number}")


def head(loop: Loop) -> str:
    """Write the first lines of an opening comment."""
    return f"{OPENING}\n<!-- tasks: {' '.join(each.slug for each in loop.rounds)} -->\n"


def slugs(opening: str) -> tuple[str, ...] | None:
    """Read the tasks out of an opening comment; None if it has none, for a form with mistakes."""
    lines = opening.replace("\r\n", "\n").split("\n")
    found = _TASKS.fullmatch(lines[1]) if len(lines) > 1 else None
    return tuple(found[1].split()) if found else None


def tasks(root: Repository, names: Iterable[str]) -> list[Task]:
    """Load tasks, leaving out those that are not there any more, or are broken."""
    found: list[Task] = []
    for name in names:
        try:
            found.append(root.load(name))
        except (UnknownSlugError, CatalogueError):
            continue
    return found


def kind(task: Task) -> Literal["casestudy", "follow-up"]:
    """Say what an answer to a task is, as receipts name it."""
    return "casestudy" if isinstance(task, CaseStudy) else "follow-up"


def questions(task: Task) -> tuple[str, ...]:
    """Give the headings below which a task is answered in writing; none for code alone."""
    if isinstance(task, CaseStudy):
        return tuple(section.title for section in task.sections)
    return headings(task.followups.read_text(encoding="utf-8-sig", errors="replace"))
