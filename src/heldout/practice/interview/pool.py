"""All that an interview could ask, out of the catalogue."""

from __future__ import annotations

from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.repository import Repository
from heldout.practice.interview.loop import KINDS, Prompt


def of(root: Repository) -> list[Prompt]:
    """Give every task that can be read; what cannot be, is not asked."""
    tasks: list[Challenge | CaseStudy] = [*root.challenges()[0], *root.casestudies()[0]]
    return [
        Prompt(
            slug=task.slug,
            title=task.manifest.title,
            kind=KINDS[task.manifest.kind if isinstance(task, CaseStudy) else task.manifest.track],
            level=task.manifest.difficulty,
            minutes=task.manifest.minutes,
        )
        for task in tasks
    ]
