"""Who agrees on what, and what there is to talk about."""

from __future__ import annotations

import msgspec
import pytest

from heldout.report import Status
from heldout.written.review import summary as summaries
from heldout.written.review.sheet import Mark
from tests.written.review.desktop import PARTS, POINTS, judged

ALL_PARTS = (*PARTS, "technical.nobody-asks")


def on(answer: str, **levels_by_reviewer):
    """Sheets on one answer: levels for the parts, then marks for the points."""
    return [
        judged(name, row[: len(PARTS)], row[len(PARTS) :], answer=answer, answer_sha256=answer)
        for name, row in levels_by_reviewer.items()
    ]


SHEETS = [
    *on("a.md", Ben=(3, 3, 2, 4, True, True, False), Cleo=(3, 2, 2, 2, True, False, False)),
    *on("b.md", Ben=(0, 1, 1, 1, False, False, False), Cleo=(1, 1, 1, None, False, True, None)),
    *on("c.md", Ben=(4, 4, 4, 4, True, True, True)),
]
READINGS = {
    SHEETS[0].answer_id: {
        "requirements": Status.COVERED,
        "imbalance": Status.COVERED,
        "monitoring": Status.NEEDS_PERSON,
    },
    SHEETS[2].answer_id: dict.fromkeys(POINTS, Status.NOT_FOUND),
}


def summarize(sheets=SHEETS, seed=0):
    """Sum up."""
    return summaries.summarize(sheets, READINGS, ALL_PARTS, seed)


def test_answers_count_that_two_people_judged():
    """For each part those on which both set a level."""
    found = summarize()
    assert (found.sheets, found.answers, found.doubly_judged) == (5, 3, 2)
    assert [part.id for part in found.parts] == [*PARTS]
    assert [part.agreement.answers for part in found.parts] == [2, 2, 2, 1]
    assert found.overall.pairs == 7


def test_means_are_of_all_levels_that_were_set():
    """Also of an answer that one person judged."""
    found = summarize()
    assert found.parts[0].mean == pytest.approx((3 + 3 + 0 + 1 + 4) / 5)
    assert (found.parts[3].mean, found.parts[3].levels) == (pytest.approx(2.75), 4)
    assert (found.levels_not_judged, found.points_not_judged) == (1, 1)


def test_parts_on_which_people_differ_are_to_be_described_more_precisely():
    """Where kappa is under 0.6; not where nobody can tell."""
    sheets = [
        *on("a.md", Ben=(0, 0, 2, 1), Cleo=(4, 0, 2, 1)),
        *on("b.md", Ben=(4, 4, 2, 3), Cleo=(0, 4, 2, 2)),
    ]
    advice = [part.advice for part in summarize(sheets).parts]
    assert advice == ["describe the levels more precisely", "", "", ""]


def test_levels_two_apart_are_to_adjudicate():
    """One apart is not."""
    (found,) = summarize().parts_to_adjudicate
    assert (found.answer, found.id) == ("a.md", PARTS[3])
    assert [(said.reviewer, said.judged) for said in found.said] == [("Ben", 4), ("Cleo", 2)]


def test_points_that_only_some_found_are_to_adjudicate():
    """With who said what; what one left empty is no dispute."""
    found = summarize().points_to_adjudicate
    assert [(each.answer, each.id) for each in found] == [("a.md", POINTS[1]), ("b.md", POINTS[1])]
    assert [said.judged for said in found[0].said] == [True, False]


def test_people_and_machine_are_compared_on_the_same_points():
    """What it leaves to people, and what one person judged, is left out; the first is counted."""
    points = summarize().points
    assert points.people_all.pairs == 5
    assert points.open == 1
    assert points.people.pairs == 4
    assert points.machine.pairs == 8
    # requirements: four times right; imbalance: Ben and Cleo once each are at one with it.
    assert points.machine.same == pytest.approx(6 / 8)


def test_a_point_without_a_reading_is_open():
    """An answer that no machine read decides nothing."""
    points = summaries.summarize(SHEETS, {}, ALL_PARTS, 0).points
    assert (points.open, points.people.pairs, points.machine.kappa) == (5, 0, None)


def test_three_reviewers_make_three_pairs():
    """On one answer, which stays one."""
    sheets = on("a.md", Ben=(3, 3, 3, 3), Cleo=(3, 2, 3, 3), Dan=(1, 2, 3, 3))
    found = summarize(sheets)
    assert (found.parts[0].agreement.pairs, found.parts[0].agreement.answers) == (3, 1)
    assert len(found.parts_to_adjudicate[0].said) == 3


def test_the_order_of_the_sheets_changes_nothing():
    """Nor how a reviewer spells the name on another answer."""
    assert summarize(SHEETS[::-1]) == summarize()
    respelt = [
        msgspec.structs.replace(each, reviewer="ben.")
        if each.answer == "b.md" and each.reviewer == "Ben"
        else each
        for each in SHEETS
    ]
    assert [each.sheets for each in summarize(respelt).reviewers] == [3, 2]
    assert summarize(respelt).overall == summarize().overall


def test_each_reviewer_is_summed_up():
    """How strict they are, and how many points they find."""
    ben, cleo = summarize().reviewers
    assert (ben.name, ben.sheets, ben.made) == ("Ben", 3, pytest.approx(5 / 9, abs=0.01))
    assert (cleo.mean, cleo.sheets) == (pytest.approx(12 / 7, abs=0.01), 2)


def test_notes_come_along():
    """What a reviewer saw is what there is to talk about."""
    sheet = msgspec.structs.replace(
        SHEETS[1], points=(SHEETS[1].points[0], Mark(POINTS[1], False, "line 9 only names it"))
    )
    (found, *_) = summarize([SHEETS[0], sheet]).points_to_adjudicate
    assert [said.note for said in found.said] == ["", "line 9 only names it"]
