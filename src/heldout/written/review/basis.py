"""What an answer is judged by: the prompt's points, and the parts of the evaluation they feed."""

from __future__ import annotations

import hashlib

import msgspec

from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.evaluation import Evaluation
from heldout.catalogue.repository import Repository
from heldout.written import prompt as prompts
from heldout.written.prompt import Prompt

#: Every answer shows it, whichever its points.
ALWAYS = "communication.clarity"


class Part(msgspec.Struct, frozen=True):
    """A part of the evaluation; `levels[n]` says what level n looks like, `group` whose part it is.

    Its title is the part's own: "System design", of the group "Technical skills".
    """

    id: str
    group: str
    title: str
    description: str
    levels: tuple[str, ...]


class BasisPoint(msgspec.Struct, frozen=True):
    """A point as people judge it: by what it asks for, not by what it weighs."""

    id: str
    title: str
    description: str
    criterion: str


class Basis(msgspec.Struct, frozen=True):
    """What a sheet asks about, in its order."""

    parts: tuple[Part, ...]
    points: tuple[BasisPoint, ...]

    @property
    def sha256(self) -> str:
        """A digest that changes whenever a word of it does."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()


def of(prompt: Prompt, evaluation: Evaluation) -> Basis:
    """Gather what an answer to a prompt is judged by."""
    points = tuple(
        BasisPoint(point.id, point.title, point.description, point.criterion or "")
        for point in prompt.points
    )
    fed = {point.criterion for point in points} | {ALWAYS}
    parts = tuple(
        Part(f"{group.id}.{part.id}", group.title, part.title, part.description, part.levels)
        for group in evaluation.criteria
        for part in group.parts
        if f"{group.id}.{part.id}" in fed
    )
    return Basis(parts, points)


def load(root: Repository, slug: str) -> Basis:
    """Load what answers to a prompt, or to a challenge's follow-up questions, are judged by.

    Raises `UnknownSlugError`, `BadInputError` or `CatalogueError`.
    """
    task = root.load(slug)
    # The points of follow-up questions stand in the key only, so it has to be there.
    needs_key = isinstance(task, Challenge)
    prompt = prompts.hidden_of(root, task) if needs_key else prompts.public_of(root, task)
    return of(prompt, root.evaluation())


def load_prompt(root: Repository, slug: str) -> Prompt:
    """Load a prompt, with its answer key where that is in the clear.

    Raises `UnknownSlugError`, `BadInputError` or `CatalogueError`.
    """
    task = root.load(slug)
    if isinstance(task, CaseStudy) and task.hidden is None:
        return prompts.public(task)
    return prompts.hidden_of(root, task)
