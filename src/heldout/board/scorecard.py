"""Graded work and people's levels -> a Scorecard: the evaluation of one candidate, part by part.

A part of the evaluation is judged by people where anybody has; else what machines measured stands
in for it, and says so; else nobody has assessed it, which is not a zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import Literal

import msgspec

from heldout.catalogue.evaluation import Criterion, Evaluation, SubCriterion
from heldout.report import CaseResult, Report, Verdict

MOST_LEVEL = 4
#: So many of the things to do next are named.
_MOST_NAMED = 3

Basis = Literal["people", "machine", "nobody"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """The level, 0 to 4, that one reviewer gave one part, and of which answer."""

    part: str
    level: int
    reviewer: str
    slug: str
    answer: str
    note: str = ""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A test or a point of a rubric that a part rests on."""

    slug: str
    kind: str
    name: str
    title: str
    verdict: Verdict
    points: float
    max_points: float


class PartScore(msgspec.Struct, frozen=True, kw_only=True):
    """One part: `score` is 0 to 1, None if nobody and nothing assessed it; `weight` in percent.

    `share` is that of the points which machines found, among those they decided; `level` the mean
    of people's, 0 to 4.
    """

    id: str
    title: str
    weight: float
    basis: Basis
    score: float | None
    share: float | None
    level: float | None
    judgements: tuple[Judgement, ...]
    evidence: tuple[Evidence, ...]
    #: How to raise it, in words.
    next_steps: tuple[str, ...]

    @property
    def found(self) -> tuple[float, float]:
        """Points that machines found, and how many there were to find."""
        return found_points(self.evidence)


class CriterionScore(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion: `score` is the mean of its parts that were assessed, 0 to 1."""

    id: str
    title: str
    weight: int
    score: float | None
    parts: tuple[PartScore, ...]


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate's evaluation.

    `score` is 0 to 100, over the parts that were assessed; `assessed` and `judged` are the percent
    of the whole weight that anything, and that people, have assessed. `open_points` need a person,
    and count neither way until then.
    """

    candidate: str
    score: float | None
    assessed: float
    judged: float
    open_points: int
    criteria: tuple[CriterionScore, ...]
    #: Titles of the parts that no one has assessed.
    missing: tuple[str, ...]


def found_points(evidence: Iterable[Evidence]) -> tuple[float, float]:
    """Sum up the points found and those to be found; what a person decides is left out."""
    decided = [each for each in evidence if each.verdict != Verdict.UNDECIDED]
    return sum(each.points for each in decided), sum(each.max_points for each in decided)


def build(
    candidate: str,
    evaluation: Evaluation,
    reports: Sequence[Report],
    judgements: Sequence[Judgement],
    feeds: Mapping[str, Sequence[str]],
) -> Scorecard:
    """Join code, prose and reviewers. `feeds` names the tasks that say something of a part."""
    evidence = _evidence(evaluation, reports)
    criteria = tuple(
        _criterion(criterion, evidence, judgements, feeds) for criterion in evaluation.criteria
    )
    parts = [part for criterion in criteria for part in criterion.parts]
    assessed = [part for part in parts if part.score is not None]
    weight = sum(part.weight for part in assessed)
    total = sum(part.weight * (part.score or 0.0) for part in assessed)
    return Scorecard(
        candidate=candidate,
        score=round(100 * total / weight, 1) if weight else None,
        assessed=round(weight, 2),
        judged=round(sum(part.weight for part in parts if part.basis == "people"), 2),
        open_points=sum(
            case.verdict == Verdict.UNDECIDED for report in reports for case in report.cases
        ),
        criteria=criteria,
        missing=tuple(part.title for part in parts if part.score is None),
    )


def _evidence(evaluation: Evaluation, reports: Iterable[Report]) -> Mapping[str, list[Evidence]]:
    """Sort what was graded by the part that it feeds; a fault of ours says nothing of anybody."""
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for report in reports:
        if report.verdict == Verdict.JUDGE_ERROR:
            continue
        for case in report.cases:
            part = evaluation.code.get(case.group, case.group)
            if part in evaluation.parts and case.verdict != Verdict.JUDGE_ERROR:
                found[part].append(_of_case(report, case))
    return found


def _of_case(report: Report, case: CaseResult) -> Evidence:
    return Evidence(
        slug=report.slug,
        kind=report.kind,
        name=case.name,
        title=case.title,
        verdict=case.verdict,
        points=case.points,
        max_points=case.max_points,
    )


def _criterion(
    criterion: Criterion,
    evidence: Mapping[str, list[Evidence]],
    judgements: Sequence[Judgement],
    feeds: Mapping[str, Sequence[str]],
) -> CriterionScore:
    parts = []
    for part in criterion.parts:
        name = f"{criterion.id}.{part.id}"
        given = tuple(each for each in judgements if each.part == name)
        found = tuple(evidence.get(name, ()))
        parts.append(
            _part(part, name, criterion.weight / len(criterion.parts), given, found, feeds)
        )
    return CriterionScore(
        id=criterion.id,
        title=criterion.title,
        weight=criterion.weight,
        score=mean(part.score for part in parts),
        parts=tuple(parts),
    )


def mean(scores: Iterable[float | None]) -> float | None:
    """Score a criterion by its parts, 0 to 1: what nobody has assessed counts neither way."""
    assessed = [score for score in scores if score is not None]
    return round(fmean(assessed), 4) if assessed else None


def _part(
    part: SubCriterion,
    name: str,
    weight: float,
    judgements: tuple[Judgement, ...],
    evidence: tuple[Evidence, ...],
    feeds: Mapping[str, Sequence[str]],
) -> PartScore:
    found, most = found_points(evidence)
    share = found / most if most else None
    level = fmean(each.level for each in judgements) if judgements else None
    basis: Basis = "people" if judgements else "machine" if share is not None else "nobody"
    score = level / MOST_LEVEL if level is not None else share
    return PartScore(
        id=name,
        title=part.title,
        weight=weight,
        basis=basis,
        score=None if score is None else round(score, 4),
        share=None if share is None else round(share, 4),
        level=None if level is None else round(level, 2),
        judgements=judgements,
        evidence=evidence,
        next_steps=tuple(_next_steps(part, level, evidence, feeds.get(name, ()))),
    )


def _next_steps(
    part: SubCriterion,
    level: float | None,
    evidence: tuple[Evidence, ...],
    tasks: Sequence[str],
) -> Iterator[str]:
    """Say how the part can be raised, or how it comes to be assessed."""
    if level is not None and level < MOST_LEVEL:
        above = min(int(level) + 1, MOST_LEVEL)
        yield f"level {above} is reached by this: {part.levels[above]}"
    lost = sorted(
        (each for each in evidence if each.points < each.max_points),
        key=lambda each: each.points - each.max_points,
    )
    for each in lost[:_MOST_NAMED]:
        what = "needs a person" if each.verdict == Verdict.UNDECIDED else "is still open"
        worth = f"{each.max_points:g} point{'' if each.max_points == 1 else 's'}"
        yield f"{each.slug}: {each.title.rstrip('.')} ({what}, {worth})"
    if not evidence and level is None:
        if tasks:
            yield f"hand in one of {', '.join(tasks[:_MOST_NAMED])}"
        yield "have somebody who knows you judge it: heldout review start ANSWER --reviewer NAME"
