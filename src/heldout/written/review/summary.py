"""Sheets and the machine's readings -> who agrees on what, and what to talk about.

Pure: the same sheets, readings and seed give the same summary, in whatever order the sheets come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from heldout.report import Status
from heldout.written.review import agreement, person
from heldout.written.review.agreement import Agreement, Pair
from heldout.written.review.sheet import AnswerId, Sheet

#: So many levels apart, two reviewers have seen different things, and should talk.
APART = 2
#: What the machine makes of each point of an answer.
Reading = Mapping[str, Status]

_ADVICE = "describe the levels more precisely"


class PartSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the evaluation. `mean` is that of all levels which were set, 0 to 4.

    `advice` is "" where reviewers agree well enough, or where nobody can tell.
    """

    id: str
    agreement: Agreement
    mean: float | None
    levels: int
    advice: str


class ReviewerSummary(msgspec.Struct, frozen=True):
    """A reviewer: sheets, the mean of all levels set, and the share of points found made."""

    name: str
    sheets: int
    mean: float | None
    made: float | None


class Said(msgspec.Struct, frozen=True):
    """What one reviewer said: a level, or whether a point is made; and the note."""

    reviewer: str
    judged: int | bool
    note: str


class Dispute(msgspec.Struct, frozen=True):
    """Something to adjudicate: of an answer, a part with levels far apart or a point."""

    slug: str
    answer: str
    id: str
    said: tuple[Said, ...]


class PointSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Agreement on points that two people judged.

    `people_all` is about all of them. `people` and `machine` are about the same points, those that
    the machine decides; the `open` others it leaves to people. `machine` pairs each person with it.
    """

    people_all: Agreement
    people: Agreement
    machine: Agreement
    open: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a review. `doubly_judged` counts answers that two people judged at all.

    `overall` pools the levels of all parts, and `mean` is theirs.
    """

    sheets: int
    answers: int
    doubly_judged: int
    seed: int
    parts: tuple[PartSummary, ...]
    overall: Agreement
    mean: float | None
    points: PointSummary
    reviewers: tuple[ReviewerSummary, ...]
    parts_to_adjudicate: tuple[Dispute, ...]
    points_to_adjudicate: tuple[Dispute, ...]
    levels_not_judged: int
    points_not_judged: int


def summarize(
    sheets: Sequence[Sheet],
    readings: Mapping[AnswerId, Reading],
    parts: Iterable[str],
    seed: int,
) -> Summary:
    """Sum up sheets that are sound: see `desk`.

    `parts` are ids in the evaluation's order; those on no sheet are left out. Pairs are of
    reviewers by name, so a kappa does not hang on the order of the sheets. Raises `BadInputError`
    if scikit-learn is not installed.
    """
    by_answer = _grouped(sheets)
    used = {each.id for sheet in sheets for each in sheet.criteria}
    shown = [part for part in parts if part in used]
    level_pairs = {part: _level_pairs(by_answer, part) for part in shown}
    pooled = {
        answer: [pair for part in shown for pair in level_pairs[part][answer]]
        for answer in by_answer
    }
    every = [level for sheet in sheets for level in sheet.levels.values()]
    return Summary(
        sheets=len(sheets),
        answers=len(by_answer),
        doubly_judged=sum(len(group) > 1 for group in by_answer.values()),
        seed=seed,
        parts=tuple(
            _part(
                part,
                agreement.measure(level_pairs[part], agreement.LEVELS, seed),
                [sheet.levels[part] for sheet in sheets if part in sheet.levels],
            )
            for part in shown
        ),
        overall=agreement.measure(pooled, agreement.LEVELS, seed),
        mean=_mean(every),
        points=_points(by_answer, readings, seed),
        reviewers=_reviewers(sheets),
        parts_to_adjudicate=tuple(_parts_apart(by_answer, shown)),
        points_to_adjudicate=tuple(_points_apart(by_answer)),
        levels_not_judged=sum(len(each.criteria) - len(each.levels) for each in sheets),
        points_not_judged=sum(len(each.points) - len(each.marks) for each in sheets),
    )


def _grouped(sheets: Iterable[Sheet]) -> dict[AnswerId, list[Sheet]]:
    """Group by answer, in an order that depends on the sheets alone; in each, by reviewer."""
    groups: dict[AnswerId, list[Sheet]] = {}
    for sheet in sorted(sheets, key=lambda each: (each.slug, each.answer, each.reviewer)):
        groups.setdefault(sheet.answer_id, []).append(sheet)
    return {
        answer: sorted(group, key=lambda each: person.key(each.reviewer))
        for answer, group in groups.items()
    }


def _level_pairs(
    by_answer: Mapping[AnswerId, Sequence[Sheet]], part: str
) -> dict[AnswerId, list[Pair]]:
    return {
        answer: [*combinations([each.levels[part] for each in group if part in each.levels], 2)]
        for answer, group in by_answer.items()
    }


def _part(name: str, agreed: Agreement, levels: Sequence[int]) -> PartSummary:
    return PartSummary(
        id=name,
        agreement=agreed,
        mean=_mean(levels),
        levels=len(levels),
        advice=_ADVICE if agreed.is_low else "",
    )


def _points(
    by_answer: Mapping[AnswerId, Sequence[Sheet]], readings: Mapping[AnswerId, Reading], seed: int
) -> PointSummary:
    people_all: dict[AnswerId, list[Pair]] = {}
    people: dict[AnswerId, list[Pair]] = {}
    machine: dict[AnswerId, list[Pair]] = {}
    n_open = 0
    for answer, group in by_answer.items():
        reading = readings.get(answer, {})
        for point in dict.fromkeys(each.id for sheet in group for each in sheet.points):
            marks = [int(sheet.marks[point]) for sheet in group if point in sheet.marks]
            if len(marks) < 2:
                continue
            pairs = [*combinations(marks, 2)]
            people_all.setdefault(answer, []).extend(pairs)
            status = reading.get(point, Status.NEEDS_PERSON)
            if status == Status.NEEDS_PERSON:
                n_open += 1
                continue
            people.setdefault(answer, []).extend(pairs)
            found = int(status == Status.COVERED)
            machine.setdefault(answer, []).extend((mark, found) for mark in marks)
    return PointSummary(
        people_all=agreement.measure(people_all, agreement.MARKS, seed),
        people=agreement.measure(people, agreement.MARKS, seed),
        machine=agreement.measure(machine, agreement.MARKS, seed),
        open=n_open,
    )


def _reviewers(sheets: Sequence[Sheet]) -> tuple[ReviewerSummary, ...]:
    groups: dict[str, list[Sheet]] = {}
    for sheet in sorted(sheets, key=lambda each: person.key(each.reviewer)):
        groups.setdefault(person.key(sheet.reviewer), []).append(sheet)
    found = []
    for own in groups.values():
        levels = [level for sheet in own for level in sheet.levels.values()]
        marks = [made for sheet in own for made in sheet.marks.values()]
        # Spelt in several ways, it is still one name.
        name = min(sheet.reviewer for sheet in own)
        found.append(ReviewerSummary(name, len(own), _mean(levels), _mean(marks)))
    return tuple(found)


def _parts_apart(
    by_answer: Mapping[AnswerId, Sequence[Sheet]], parts: Iterable[str]
) -> Iterable[Dispute]:
    for part in parts:
        for group in by_answer.values():
            said = tuple(
                Said(sheet.reviewer, each.level, each.note)
                for sheet in group
                for each in sheet.criteria
                if each.id == part and each.level is not None
            )
            levels = [each.judged for each in said]
            if levels and max(levels) - min(levels) >= APART:
                yield Dispute(group[0].slug, group[0].answer, part, said)


def _points_apart(by_answer: Mapping[AnswerId, Sequence[Sheet]]) -> Iterable[Dispute]:
    for group in by_answer.values():
        for point in dict.fromkeys(each.id for sheet in group for each in sheet.points):
            said = tuple(
                Said(sheet.reviewer, each.made, each.note)
                for sheet in group
                for each in sheet.points
                if each.id == point and each.made is not None
            )
            if len({each.judged for each in said}) > 1:
                yield Dispute(group[0].slug, group[0].answer, point, said)


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None
