"""The transcript, the interviewer's side, and what an interview came to."""

from __future__ import annotations

import msgspec
import pytest

from heldout.practice.interview import outcome, papers
from heldout.report import CaseResult, Report, Verdict
from tests.practice.interview.sample import Clock, repository, room


def report(points: float) -> Report:
    """Code that has passed one test of two."""
    case = CaseResult(
        name="a",
        title="A",
        group="correctness",
        verdict=Verdict.PASSED,
        points=points,
        max_points=4.0,
        wall_s=None,
    )
    return Report(
        slug="double",
        kind="challenge",
        verdict=Verdict.FAILED,
        reason="1 of 2",
        points=points,
        max_points=4.0,
        speed_ratio=None,
        cases=(case,),
    )


@pytest.fixture
def held(tmp_path):
    """A room in which a little was said, and something graded."""
    clock = Clock()
    made = room(repository(tmp_path), clock)
    made.note("Is it `sorted`?\x1b[31m")
    clock.s += 65.0
    made.hint()
    made.graded("double", report(3.0))
    made.graded("double", report(4.0))
    made.finish(early=True)
    return made


def came_to(held, *, with_partner: bool = False) -> outcome.Outcome:
    """What it came to; the round says something of two parts."""
    evaluation = held.root.evaluation()
    first, second, *_ = evaluation.parts
    coded = {"correctness": first}
    evaluation = msgspec.structs.replace(evaluation, code=coded)
    touched = {first: ["double"], second: ["double"]}
    return outcome.of("you", evaluation, held.events, touched, with_partner=with_partner)


def test_what_was_measured_and_what_was_not_are_told_apart(held):
    """The last grade counts; a part nobody touched was never tested."""
    found = came_to(held)
    assert [part.score for part in found.measured] == [1.0]
    assert len(found.judge) == 1
    assert len(found.untested) == len(held.root.evaluation().parts) - 2
    assert (found.hints, found.hint_cost) == (1, 0.0)


def test_hints_cost_where_a_partner_gave_them(held):
    """A tenth each, and half at most."""
    found = came_to(held, with_partner=True)
    assert [part.score for part in found.measured] == [0.9]
    assert found.hint_cost == outcome.HINT_COST


def test_the_transcript_has_everything_with_the_clock(held):
    """And nothing in it but what prints."""
    text = papers.transcript(held.events, came_to(held))
    assert "- 0:00 Is it `sorted`?" in text
    assert "\x1b" not in text
    assert "- 1:05 *hint 1 of double*" in text
    assert "- 1:05 *double graded: failed, 4 of 4*" in text
    assert "*ended early*" in text
    assert f"    {papers.command(held.state.loop)}\n" in text
    assert "## Round 1: Double" in text
    assert "| never tested |" in text


def test_the_interviewers_side_has_all_rounds_and_the_sheet(held):
    """Hints in their order, questions, what a strong answer has, each level of each part."""
    evaluation = held.root.evaluation()
    text = papers.partner(held.root, held.state.loop, evaluation)
    assert "## Round 1: Double (" in text
    assert "## Round 2: Customer churn (" in text
    for number, hint in enumerate(held.task.manifest.hints, start=1):
        assert f"{number}. {hint}" in text
    for point in held.root.casestudy("churn").points:
        assert f"- [ ] {point.title}" in text
    for part in evaluation.parts.values():
        assert f"**{part.title}**: level ___ because ..." in text


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (65.4, "1:05"), (-30, "-0:30"), (3600, "60:00"), (-0.2, "0:00")],
)
def test_a_clock_shows_minutes_and_seconds(seconds, shown):
    """Also past the end."""
    assert papers.clock(seconds) == shown
