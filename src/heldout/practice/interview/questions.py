"""What an interviewer asks next: the planned questions, and what an answer left uncovered.

A planned question is a heading of `followups.md`, or what is always asked about a prompt of its
kind. After an answer its points are read, where the key is at hand, and the heaviest that was not
made is dug for, once: by its theme, never by what a good answer would say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from heldout.catalogue import followups
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError, CatalogueError
from heldout.practice.interview.loop import KINDS, Kind
from heldout.report import Report, Status
from heldout.written import prompt
from heldout.written.answer import headings
from heldout.written.assess import Assessor
from heldout.written.prompt import Prompt

_ALWAYS: dict[Kind, tuple[str, ...]] = {
    "coding": (),
    "theory": (
        "How would you notice, on real data, that what you described goes wrong?",
        "Where would you not use it, and what would you do instead?",
    ),
    "design": (
        "What breaks first at ten times the load, and what would you do about it?",
        "How do you know that it works, before it is live and after?",
        "What would you leave out if you had half the time?",
    ),
    "behavioral": (
        "What would you do otherwise today?",
        "What did the others in the room think of it, and how do you know?",
    ),
}
#: An answer may be dug into so often before the next question comes.
MOST_PROBES = 2


class Question(NamedTuple):
    """A question; `probe` is the id of the point that it digs for, None for a planned one."""

    text: str
    probe: str | None = None


class Interviewer:
    """Asks about one task. Without a key it asks what is planned, and digs for nothing."""

    def __init__(self, root: Repository, task: Challenge | CaseStudy) -> None:
        self._root = root
        self._task = task
        self.planned = _planned(task)

    def next(
        self, asked: Sequence[Question], answers: Sequence[tuple[str, str]]
    ) -> Question | None:
        """Choose the next question; None when there is none left.

        `asked` are those so far, in order, `answers` pairs of a question's text and what was said.
        """
        if asked and (probe := self._probe(asked, answers)) is not None:
            return probe
        done = {each.text for each in asked}
        return next((Question(each) for each in self.planned if each not in done), None)

    def read(self, answers: Sequence[tuple[str, str]]) -> Report | None:
        """Read all that was said as one answer; None where nothing could read it."""
        loaded = self._key()
        if loaded is None or not answers:
            return None
        return Assessor(loaded).grade(_written(self._task, loaded, answers).encode())

    def _probe(
        self, asked: Sequence[Question], answers: Sequence[tuple[str, str]]
    ) -> Question | None:
        """Dig for the heaviest point that is missing, where an answer was just given."""
        planned = [n for n, each in enumerate(asked) if each.probe is None]
        if not planned or not answers or answers[-1][0] != asked[-1].text:
            return None
        if len(asked) - planned[-1] > MOST_PROBES:
            return None
        loaded, report = self._key(), self.read(answers)
        if loaded is None or report is None:
            return None
        missing = {case.name for case in report.cases if case.status == Status.NOT_FOUND}
        tried = {each.probe for each in asked}
        about = _about(self._task, asked[planned[-1]].text)
        open_points = [
            point
            for point in loaded.points
            if point.id in missing - tried and (about is None or point.id in about)
        ]
        if not open_points:
            return None
        point = max(open_points, key=lambda each: each.weight)
        if isinstance(self._task, CaseStudy):
            # Its title is public: a candidate has the list of points.
            return Question(f"You have not spoken of this yet: {_lower(point.title)}.", point.id)
        theme = point.id.replace("-", " ")
        return Question(f"There is more to say here. One word for it: {theme}.", point.id)

    def _key(self) -> Prompt | None:
        try:
            return prompt.hidden_of(self._root, self._task)
        except (BadInputError, CatalogueError):
            return None


def _planned(task: Challenge | CaseStudy) -> tuple[str, ...]:
    if isinstance(task, CaseStudy):
        return _ALWAYS[KINDS[task.manifest.kind]]
    if not task.followups.is_file():
        return ()
    text = task.followups.read_text(encoding="utf-8", errors="replace")
    return headings(text)


def _about(task: Challenge | CaseStudy, question: str) -> set[str] | None:
    """Name the points of a planned question of a challenge; None where any may be dug for."""
    if isinstance(task, CaseStudy) or task.hidden is None:
        return None
    key, _ = followups.parse(task.hidden.followups)
    for each in key.questions if key is not None else ():
        if each.title == question:
            return {point.id for point in each.points}
    return set()


def _written(
    task: Challenge | CaseStudy, loaded: Prompt, answers: Sequence[tuple[str, str]]
) -> str:
    """Write what was said as the file that a reader takes."""
    if isinstance(task, CaseStudy):
        said = "\n\n".join(text for _, text in answers)
        first, *rest = (section.title for section in loaded.sections)
        below = "".join(f"\n## {title}\n\n{said}\n" for title in rest)
        return f"# {task.manifest.title}\n\n## {first}\n\n{said}\n{below}"
    by_question: dict[str, list[str]] = {title: [] for title in _planned(task)}
    current = ""
    for question, text in answers:
        current = question if question in by_question else current
        by_question.setdefault(current, []).append(text)
    return "# Follow-up questions\n" + "".join(
        f"\n## {title}\n\n{chr(10).join(texts)}\n" for title, texts in by_question.items() if title
    )


def _lower(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}".rstrip(".")
