"""A small prompt's sheets: begun as `start` begins them, and filled in as people do."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from heldout.catalogue.evaluation import Criterion, Evaluation, SubCriterion
from heldout.written import answer as answers
from heldout.written.review import basis, form, nearest
from heldout.written.review.sheet import Level, Mark, Sheet
from tests.written import toy

DIGEST = "a" * 64
ANSWER = """\
# Churn

## Questions

What counts as a lost customer, and how many are lost a month? I assume that success is measured by
the customers who stay.

## Plan

Only 3 % leave, so we use class weights. We monitor the scores and retrain when they drift.
"""


def _part(name: str) -> SubCriterion:
    levels = ("none", "poor", "fair", "good", "great")
    return SubCriterion(name, name.capitalize(), f"What {name} is.", levels)


_TECHNICAL = ("algorithm-knowledge", "implementation-ability", "problem-solving", "system-design")
EVALUATION = Evaluation(
    "Evaluation",
    "Two criteria.",
    (
        Criterion(
            "technical",
            "Technical skills",
            70,
            tuple(map(_part, _TECHNICAL)),
        ),
        Criterion("communication", "Communication", 30, (_part("clarity"), _part("presentation"))),
    ),
)
BASIS = basis.of(toy.prompt(), EVALUATION)
PARTS = tuple(part.id for part in BASIS.parts)
POINTS = tuple(point.id for point in BASIS.points)


def begin(**changes: object) -> Sheet:
    """Begin a sheet on the answer."""
    facts = {
        "slug": "churn",
        "kind": "casestudy",
        "answer": "ada.md",
        "answer_sha256": DIGEST,
        "reviewer": "Ben",
    }
    return form.begin(BASIS, **{**facts, **changes})  # type: ignore[arg-type]


def text(answer: str = ANSWER, **changes: object) -> str:
    """Write an empty sheet on an answer."""
    prompt = toy.prompt()
    quotes = nearest.quotes(prompt, answers.read(answer, prompt.sections))
    return form.write(begin(**changes), BASIS, "Churn", quotes)


def fill(
    empty: str, levels: Iterable[object] = (), marks: Iterable[object] = (), note: str = ""
) -> str:
    """Write levels and marks into an empty sheet, in its order; those left over stay empty."""
    for key, values in (("level", levels), ("made", marks)):
        for value in values:
            empty = re.sub(rf"^  {key}:$", f"  {key}: {value}", empty, count=1, flags=re.MULTILINE)
    return empty.replace('note: ""', f"note: {note}") if note else empty


def judged(
    reviewer: str,
    levels: Iterable[int | None],
    marks: Iterable[bool | None] = (),
    **changes: object,
) -> Sheet:
    """Make a sheet that is filled in: levels by part and marks by point, in their order."""
    return msgspec.structs.replace(
        begin(reviewer=reviewer, **changes),
        criteria=tuple(Level(*each) for each in zip(PARTS, levels, strict=False)),
        points=tuple(Mark(*each) for each in zip(POINTS, marks, strict=False)),
    )


def codes(findings: Iterable[object]) -> list[str]:
    """The codes of findings, in their order."""
    return [each.code for each in findings]  # type: ignore[attr-defined]
