"""What only reading sample answers can show; `stages/answers` makes these findings."""

from __future__ import annotations

from heldout.authoring.package import Kind
from heldout.authoring.rules.rule import Rule

_KINDS: tuple[Kind, ...] = ("casestudy", "challenge")
_GRADE = "./run heldout grade {slug} --solution {file} shows what was read"


class AnswerFails(Rule):
    """A good answer, {sample}, does not pass ({verdict}): {fact}.

    A key that misses what its own author calls good will miss more in answers of others.
    """

    code = "answer-fails"
    next_step = f"{_GRADE}; widen the key, or correct the answer"
    kinds = _KINDS


class AnswerFlagged(Rule):
    """A good answer, {sample}, is flagged as {flaw}: {fact}.

    What is good should pass without a raised eyebrow.
    """

    code = "answer-flagged"
    next_step = f"correct the answer; {_GRADE}"
    kinds = _KINDS


class AnswerPasses(Rule):
    """A bad answer, {sample}, passes.

    The key takes words for understanding, or the answer is not bad after all.
    """

    code = "answer-passes"
    next_step = f"{_GRADE}; narrow the patterns that it satisfies, or make it worse"
    kinds = _KINDS


class ReasonNotFound(Rule):
    """{sample} is rejected for {reason}, and that is not what is found in it.

    A code that it names has to be found; a point that it names must not come out as covered.
    """

    code = "reason-not-found"
    next_step = f"{_GRADE}; correct the answer or its line `Rejected for:`"
    kinds = _KINDS


class UnmadePoint(Rule):
    """No accepted answer covers the point {point}.

    Nothing shows that its key finds what it should.
    """

    code = "unmade-point"
    next_step = "make the point in an accepted answer, or widen [points.{point}] in {file}"
    kinds = _KINDS


class UnmissedPoint(Rule):
    """The point {point} is found in every rejected answer.

    Nothing shows that its key leaves out what it should.
    """

    code = "unmissed-point"
    next_step = "reject an answer that misses it, or narrow [points.{point}] in {file}"
    kinds = _KINDS
