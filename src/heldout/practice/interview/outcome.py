"""The events of an interview -> the evaluation: what was measured, and what was not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from heldout.board import scorecard
from heldout.board.scorecard import PartScore, Scorecard
from heldout.catalogue.evaluation import Evaluation
from heldout.practice.interview import session
from heldout.practice.interview.session import Event
from heldout.report import CaseResult, Report

#: What each hint takes of a round's points, where a partner gives them; and the most that all do.
HINT_COST = 0.1
MOST_HINT_COST = 0.5


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an interview came to. `judge` are parts for a partner, `untested` for nobody yet."""

    card: Scorecard
    measured: tuple[PartScore, ...]
    judge: tuple[PartScore, ...]
    untested: tuple[PartScore, ...]
    hints: int
    #: The share of points that hints took; 0 where they cost nothing.
    hint_cost: float


def of(
    candidate: str,
    evaluation: Evaluation,
    events: Sequence[Event],
    touched: Mapping[str, Iterable[str]],
    *,
    with_partner: bool,
) -> Outcome:
    """Evaluate an interview. `touched` names for each part the rounds that say something of it.

    A part that a round touches and no machine measures is for a partner; one that none touches was
    never tested. Hints cost points only where a partner gave them.
    """
    state = session.state(events)
    given = state.hints if with_partner else {}
    reports = [_after_hints(each, given.get(each.slug, 0)) for each in _graded(events)]
    feeds = {part: list(slugs) for part, slugs in touched.items()}
    card = scorecard.build(candidate, evaluation, reports, (), feeds)
    parts = [part for criterion in card.criteria for part in criterion.parts]
    return Outcome(
        card=card,
        measured=tuple(part for part in parts if part.score is not None),
        judge=tuple(part for part in parts if part.score is None and touched.get(part.id)),
        untested=tuple(part for part in parts if part.score is None and not touched.get(part.id)),
        hints=sum(state.hints.values()),
        hint_cost=max((_cost(count) for count in given.values()), default=0.0),
    )


def _graded(events: Sequence[Event]) -> list[Report]:
    """Take the last grade of each task."""
    last: dict[tuple[str, str], Report] = {}
    for event in events:
        if isinstance(event, session.Graded):
            last[event.slug, event.report.kind] = event.report
    return list(last.values())


def _cost(hints: int) -> float:
    return min(MOST_HINT_COST, HINT_COST * hints)


def _after_hints(report: Report, hints: int) -> Report:
    if not hints:
        return report
    kept = 1.0 - _cost(hints)

    def cut(case: CaseResult) -> CaseResult:
        return msgspec.structs.replace(case, points=round(case.points * kept, 4))

    return msgspec.structs.replace(
        report,
        points=round(report.points * kept, 4),
        cases=tuple(map(cut, report.cases)),
    )
