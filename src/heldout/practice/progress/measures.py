"""Works -> the groups of hidden tests and the criteria of the evaluation; what is open is no 0."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from heldout.board import scorecard
from heldout.board.scorecard import Scorecard
from heldout.catalogue.evaluation import Evaluation
from heldout.practice.progress.facts import Work
from heldout.practice.progress.model import CriterionRow, GroupRow, Lost, PartRow
from heldout.report import GROUPS, Verdict
from heldout.report.text import printable

_NOT_DECIDED = (Verdict.UNDECIDED, Verdict.JUDGE_ERROR)


def groups(best: Iterable[Work]) -> tuple[GroupRow, ...]:
    """Sum up each group over the best works of challenges."""
    found: defaultdict[str, float] = defaultdict(float)
    most: defaultdict[str, float] = defaultdict(float)
    lost: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for work in best:
        if work.report.kind != "challenge":
            continue
        for case in work.report.cases:
            if case.verdict not in _NOT_DECIDED:
                found[case.group] += case.points
                most[case.group] += case.max_points
                lost[case.group][work.report.slug] += case.max_points - case.points
    return tuple(
        GroupRow(
            group=group,
            points=round(found[group], 2),
            max_points=round(most[group], 2),
            share=round(found[group] / most[group], 4) if most[group] else None,
            lost=_most_first(lost[group].items()),
        )
        for group in GROUPS
    )


def card(candidate: str, evaluation: Evaluation, best: Iterable[Work]) -> Scorecard:
    """Evaluate the best works; people's levels are on sheets, and not known here."""
    return scorecard.build(candidate, evaluation, [each.report for each in best], (), {})


def criteria(card: Scorecard) -> tuple[CriterionRow, ...]:
    """Leave of a scorecard the figures."""
    return tuple(
        CriterionRow(
            id=each.id,
            title=each.title,
            weight=each.weight,
            score=each.score,
            parts=tuple(
                PartRow(id=part.id, title=part.title, score=part.score) for part in each.parts
            ),
        )
        for each in card.criteria
    )


def _most_first(lost: Iterable[tuple[str, float]]) -> tuple[Lost, ...]:
    found: Sequence[Lost] = [
        Lost(printable(slug), round(points, 2)) for slug, points in lost if points > 0
    ]
    return tuple(sorted(found, key=lambda each: (-each.points, each.name)))
