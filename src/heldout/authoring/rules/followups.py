"""The follow-up questions, and the key to their answers; catalogue/followups has the format."""

from __future__ import annotations

from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import markdown, toml
from heldout.authoring.rules.rule import PackageRule
from heldout.catalogue import followups
from heldout.catalogue.followups import KEY, QUESTIONS
from heldout.written.answer import Heading

_LEAST = 3


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
        mistakes = followups.parse(package.folder / KEY)[1]
        facts = [mistake.partition(": ")[2] for mistake in mistakes]
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
        key = followups.parse(package.folder / KEY)[0] if text is not None else None
        if text is None or key is None or package.text(QUESTIONS) is None:
            return
        asked, answered = _questions(package), [question.title for question in key.questions]
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
