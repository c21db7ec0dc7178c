"""The follow-up questions, and the key to their answers.

hidden/followups.toml

    [[question]]
    title = "..."           a heading of followups.md, word for word
    points = [
        { id = "mask", title = "..." },
    ]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import markdown, toml
from heldout.authoring.rules.markdown import Heading
from heldout.authoring.rules.rule import PackageRule
from heldout.catalogue import manifest

QUESTIONS = "followups.md"
KEY = "hidden/followups.toml"
_LEAST = 3

Text = Annotated[str, Meta(min_length=1)]


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a good answer says."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Text


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question, and the points of a good answer."""

    title: Text
    points: Annotated[tuple[Point, ...], Meta(min_length=1)]


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`hidden/followups.toml`, field by field."""

    question: Annotated[tuple[Question, ...], Meta(min_length=1)]


class FewFollowups(PackageRule):
    """Only {count} of at least {least} follow-up questions are there.

    An interviewer goes on asking when the code is written.
    """

    code = "few-followups"
    next_step = "add questions to {file}, each a heading `## ...?`"

    def check(self, package: Package) -> Iterator[Finding]:
        """Count the questions."""
        count = len(_questions(package))
        if package.text(QUESTIONS) is not None and count < _LEAST:
            yield self.found(package, QUESTIONS, count=count, least=_LEAST)


class NoAnswerPlace(PackageRule):
    """There is no place to answer "{question}".

    A candidate should see where to write.
    """

    code = "no-answer-place"
    next_step = "put the line `<!-- your answer -->` below the question"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for a comment between each question and the next."""
        places = [piece.line for piece in markdown.read(package.text(QUESTIONS) or "").comments]
        questions = _questions(package)
        ends = [*(question.line for question in questions[1:]), float("inf")]
        for question, end in zip(questions, ends, strict=False):
            if not any(question.line < place < end for place in places):
                yield self.found(package, QUESTIONS, question.line, question=question.title)


class BadAnswerKey(PackageRule):
    """The key to the follow-up questions has a mistake: {fact}.

    Answers are read with it.
    """

    code = "bad-answer-key"
    next_step = "correct {file}"

    def check(self, package: Package) -> Iterator[Finding]:
        """Read the key, for all its mistakes at once."""
        text = package.text(KEY)
        if text is None:
            return
        key, mistakes = manifest.read(package.folder / KEY, Key)
        facts = [mistake.partition(": ")[2] for mistake in mistakes]
        for i, question in enumerate(key.question if key else ()):
            seen = set()
            for j, point in enumerate(question.points):
                if point.id in seen:
                    facts.append(f"question[{i}].points[{j}].id: {point.id} is there twice")
                seen.add(point.id)
        for fact in facts:
            yield self.found(package, KEY, toml.line_of_mistake(text, fact), fact=fact)


class UnmatchedFollowup(PackageRule):
    """The question "{question}" is not in {other}.

    An answer is read with the key of the same title.
    """

    code = "unmatched-followup"
    next_step = "give the question the same title in both files, or write its other half"

    def check(self, package: Package) -> Iterator[Finding]:
        """Compare the questions with the key, both ways."""
        text = package.text(KEY)
        key = manifest.read(package.folder / KEY, Key)[0] if text is not None else None
        if text is None or key is None or package.text(QUESTIONS) is None:
            return
        asked, answered = _questions(package), [question.title for question in key.question]
        unanswered = [question for question in asked if question.title not in answered]
        unasked = [title for title in answered if all(title != each.title for each in asked)]
        for question in unanswered:
            where = (package, QUESTIONS, question.line)
            yield self.found(*where, question=question.title, other=KEY)
        # A question that reads otherwise in the key is one mistake, and is told above.
        for title in unasked[len(unanswered) :]:
            line = toml.line_of(text, f"question[{answered.index(title)}].title")
            yield self.found(package, KEY, line, question=title, other=QUESTIONS)


def _questions(package: Package) -> tuple[Heading, ...]:
    headings = markdown.read(package.text(QUESTIONS) or "").headings
    return tuple(heading for heading in headings if heading.level == 2)


RULES = (FewFollowups, NoAnswerPlace, BadAnswerKey, UnmatchedFollowup)
