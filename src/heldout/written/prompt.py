"""A CaseStudy, or a Challenge's follow-up questions -> a Prompt: all that reading takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from heldout.catalogue import followups
from heldout.catalogue import points as keys
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.flaws import Mistake
from heldout.catalogue.points import PointKey
from heldout.catalogue.repository import Repository
from heldout.catalogue.rubric import Point, Rubric, Section
from heldout.errors import BadInputError
from heldout.written.answer import headings


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer is read against.

    `keys` are by point, empty where only structure is read. A point without one is left to people.
    """

    slug: str
    kind: Literal["casestudy", "follow-up"] = "casestudy"
    sections: tuple[Section, ...]
    points: tuple[Point, ...]
    min_words: int
    max_words: int
    #: Share of the points' weight that an answer has to cover, 0 to 1.
    pass_mark: float
    brief: bool = False
    mistakes: tuple[Mistake, ...]
    #: The page that a candidate reads.
    statement: str
    #: The file before anything was filled in; "" where that is not known any more.
    template: str
    keys: Mapping[str, PointKey]

    @property
    def is_by_question(self) -> bool:
        """Whether each point belongs to one question, and is told nobody before.

        A written prompt's points are public, and may be made anywhere.
        """
        return self.kind == "follow-up"


#: What is answered in writing: a prompt of its own, or the questions after a challenge.
Task = CaseStudy | Challenge


def public_of(root: Repository, task: Task) -> Prompt:
    """Load what a candidate has of either kind of task."""
    if isinstance(task, CaseStudy):
        return public(task)
    return public_questions(task, root.rubric(followups.RUBRIC))


def hidden_of(root: Repository, task: Task) -> Prompt:
    """Load either kind of task with its key. Raises `BadInputError` or `CatalogueError`."""
    if isinstance(task, CaseStudy):
        return hidden(task)
    return questions(task, root.rubric(followups.RUBRIC))


def others(root: Repository, slug: str) -> list[Prompt]:
    """Load the public half of every sound written prompt but one."""
    return [public(each) for each in root.casestudies()[0] if each.slug != slug]


def public(casestudy: CaseStudy) -> Prompt:
    """Load what a candidate has too: enough for structure, not for coverage."""
    return Prompt(
        slug=casestudy.slug,
        sections=casestudy.sections,
        points=casestudy.points,
        min_words=casestudy.rubric.min_words,
        max_words=casestudy.rubric.max_words,
        pass_mark=casestudy.rubric.pass_mark,
        brief=casestudy.rubric.brief,
        mistakes=casestudy.rubric.mistakes,
        statement=casestudy.statement.read_text(encoding="utf-8-sig"),
        template=casestudy.answer.read_text(encoding="utf-8-sig"),
        keys={},
    )


def questions(challenge: Challenge, rubric: Rubric) -> Prompt:
    """Load the follow-up questions of a challenge, with their key.

    Each question is a section of its own, with the limits of the rubric's only one. Raises
    `BadInputError` where the key is not in the clear, `CatalogueError` if it has mistakes.
    """
    if challenge.hidden is None:
        raise _no_key(challenge.folder)
    read = followups.load(challenge.hidden.followups)
    asked = msgspec.structs.replace(public_questions(challenge, rubric), keys=read.keys)
    sections = {section.title: section.id for section in asked.sections}
    return msgspec.structs.replace(
        asked,
        points=tuple(
            Point(
                id=point.id,
                title=point.title,
                weight=point.weight,
                section=sections.get(question.title),
                criterion=rubric.criterion,
            )
            for question in read.questions
            for point in question.points
        ),
    )


def public_questions(challenge: Challenge, rubric: Rubric) -> Prompt:
    """Load what a candidate has of the follow-up questions: enough for structure."""
    template = challenge.followups.read_text(encoding="utf-8-sig")
    asked = headings(template)
    (each,) = rubric.sections
    return Prompt(
        slug=challenge.slug,
        kind="follow-up",
        sections=tuple(
            msgspec.structs.replace(each, id=f"question-{n}", title=title, repeats=False)
            for n, title in enumerate(asked, start=1)
        ),
        points=(),
        min_words=rubric.min_words,
        max_words=rubric.max_words,
        pass_mark=rubric.pass_mark,
        brief=rubric.brief,
        mistakes=rubric.mistakes,
        # The file itself may be filled in; what was asked is in its headings.
        statement="\n\n".join([challenge.statement.read_text(encoding="utf-8-sig"), *asked]),
        template=template,
        keys={},
    )


def filled_in(prompt: Prompt) -> Prompt:
    """The prompt for whoever wrote over its template: what was there before is not known."""
    return msgspec.structs.replace(prompt, template="")


def hidden(casestudy: CaseStudy) -> Prompt:
    """Load a prompt with its answer key.

    Raises `BadInputError` where the key is not in the clear, `CatalogueError` if it has mistakes.
    """
    if casestudy.hidden is None:
        raise _no_key(casestudy.folder)
    read = keys.load(casestudy.hidden.points, [point.id for point in casestudy.points])
    return msgspec.structs.replace(public(casestudy), keys=read)


def _no_key(folder: Path) -> BadInputError:
    return BadInputError(
        "there is no answer key in the clear here, so no points can be read",
        where=folder,
        next_step="grade in the authoring edition; `heldout check` looks at the structure",
    )
