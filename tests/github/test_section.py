"""What is said of one task of a push."""

from __future__ import annotations

import pytest

from heldout.report import Severity, Verdict
from tests.github.scorecards import BAD, GOOD, card, case, finding, lines, page, point, prose, task
from tests.github.test_markdown import read


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.PASSED, "✅ passed: 1 of 1 test"),
        (Verdict.FAILED, "🟡 partly passed: 1 of 1 test"),
        (Verdict.ERROR, "❌ stopped with an error: 1 of 1 test"),
        (Verdict.TIMEOUT, "❌ ran out of time: 1 of 1 test"),
        (Verdict.MEMORY, "❌ ran out of memory: 1 of 1 test"),
        (Verdict.CRASHED, "❌ crashed: 1 of 1 test"),
        (Verdict.REFUSED, "⛔ not accepted yet: 1 of 1 test"),
        (Verdict.UNDECIDED, "👤 left to a person: 1 of 1 test"),
        (Verdict.JUDGE_ERROR, "🔧 not graded (our fault)"),
        (None, "⚪ not graded yet"),
    ],
)
def test_every_verdict_has_a_mark_and_words(verdict, said):
    """Nobody has to tell colours apart."""
    assert said in lines(card(task(GOOD, verdict=verdict)))


def test_every_verdict_of_a_test_has_words_too():
    """What a test came to is told, and nothing of its input."""
    bad = [each for each in Verdict if each not in (Verdict.PASSED, Verdict.UNDECIDED)]
    shown = lines(card(task(GOOD, *(case(f"T {each}.", each) for each in bad))))
    for each, words in zip(
        bad,
        (
            *("❌ not passed", "❌ stopped with an error", "❌ ran out of time"),
            *("❌ ran out of memory", "❌ crashed", "⛔ not accepted yet"),
            "🔧 not graded (our fault)",
        ),
        strict=True,
    ):
        assert f"{words}: T {each} (worth 2 points)" in shown


@pytest.mark.parametrize(
    ("outcome", "said", "told"),
    [
        ("graded", "✅ passed: 1 of 1 test", "1 of 1 test passed."),
        (
            "reused",
            "✅ passed: 1 of 1 test",
            (
                "The very same file was graded before, so that result is taken, and no attempt was"
                " used. 1 of 1 test passed."
            ),
        ),
        (
            "known",
            "✅ passed: 1 of 1 test",
            (
                "You handed in the very same file before. "
                "That result stands, and no attempt was used. 1 of 1 test passed."
            ),
        ),
        (
            "declined",
            "⏸️ not graded this time",
            "This file was not graded. No attempt was used, and what you had before stands.",
        ),
        ("refused", "⛔ not taken", "Nothing was counted, and no attempt was used."),
        (
            "failed",
            "🔧 not graded (our fault)",
            (
                "We could not grade this one. "
                "That is our fault: it costs you nothing, and no attempt. "
                "A maintainer can run it again, and your next push tries again too."
            ),
        ),
    ],
)
def test_every_outcome_says_what_it_costs(outcome, said, told):
    """A nervous reader wants to know first whether an attempt is gone."""
    shown = lines(card(task(GOOD, outcome=outcome)))
    assert said in shown
    assert told in shown


@pytest.mark.parametrize("outcome", ["declined", "refused", "failed"])
def test_why_it_was_not_graded_is_said(outcome):
    """The points of before are still in the table, its tests are not."""
    shown = lines(card(task(GOOD, outcome=outcome, reason="no attempt is left today")))
    assert "Why: No attempt is left today." in shown
    assert "2 of 2" in shown
    assert "Sums are right" not in " ".join(shown)


def test_a_gate_that_failed_explains_why_nothing_counts():
    """Tests passed, and earned nothing."""
    gate = case("Sums are right.", Verdict.FAILED)
    passed = case("One row works.", points=0.0, group="edge cases")
    shown = lines(card(task(gate, passed)))
    assert "❌ gate failed: 1 of 2 tests" in shown
    assert any(line.startswith("This file earns nothing yet, because a gate") for line in shown)
    assert "✅ passed: One row works (0 of 2 points)" in shown


def test_points_of_a_rubric_are_covered_not_covered_or_left_to_a_person():
    """Prose is never called wrong; what the candidate can change comes first."""
    points = (
        point("Names limits"),
        point("Sizes it", Verdict.UNDECIDED),
        point("Weighs two ways", Verdict.FAILED),
        point("Is clear", group="communication.clarity"),
        point("Is short", group=""),
    )
    shown = lines(card(prose(*points, verdict=Verdict.UNDECIDED)))
    assert "👤 left to a person: 3 of 5 rubric points" in shown
    start = shown.index("Problem solving: 1 of 3 covered")
    assert shown[start + 1 : start + 5] == [
        "❌ not covered: Weighs two ways (worth 2 points)",
        "👤 left to a person: Sizes it (worth 2 points)",
        "Clarity: 1 of 1 covered",
        "Other: 1 of 1 covered",
    ]
    assert "3 rubric points covered" in shown
    assert any("brings no points until somebody has looked" in line for line in shown)


def test_findings_have_their_line_and_what_to_do_and_errors_come_first():
    """Only so many are shown; how many more there are, and how to see them, is said."""
    warning = finding(severity=Severity.WARNING, line=None, message="this is long", next_step="cut")
    answer = prose(
        point("Names limits"), findings=(warning, *[finding()] * 9), verdict=Verdict.REFUSED
    )
    shown = lines(card(answer))
    start = shown.index("In your text")
    assert shown[start - 1] == (
        "The answer cannot be accepted like this. What is to be set right is below."
    )
    assert shown[start + 1] == (
        "❌ to set right, line 41: 'TODO' stands where your text belongs. "
        "Next: Write this part, or take the word out."
    )
    assert shown[start + 9] == "... and 2 more; ./run heldout check feed shows them all"
    assert shown[start + 10 : start + 12] == ["By the rubric", "Problem solving"]
    few = lines(card(prose(point("Names limits"), findings=(warning, finding()))))
    assert few[few.index("In your text") + 2] == "⚠️ worth a look: This is long. Next: Cut."


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (2.34, "It took 2.3 times the reference's time."),
        (0.96, "It took about as much time as the reference."),
        (0.8, "It took 0.8 times the reference's time."),
        (0.04, "It took less than a tenth of the reference's time."),
    ],
)
def test_the_speed_is_said_in_words(ratio, said):
    """Rounded to one digit, since a finer one could carry inputs away."""
    assert said in " ".join(lines(card(task(GOOD, speed_ratio=ratio))))


def test_better_work_of_before_is_what_counts():
    """Else the points in the table and in the section would contradict each other."""
    shown = lines(card(task(GOOD, BAD, points=3.0, worth=3.0)))
    assert "Points are those of your best work at each task." in shown
    assert "1 of 2 tests passed. Your best so far, 3 of 4 points, is what counts." in shown


def test_groups_of_tests_come_from_right_to_fast():
    """Whatever the order of the suite; groups of another name come last."""
    names = ("speed", "efficiency", "numerical stability", "edge cases", "correctness")
    shown = lines(card(task(*(case("T.", Verdict.FAILED, group=name) for name in names))))
    assert [line.partition(":")[0] for line in shown if line.endswith(": 0 of 1 passed")] == [
        "Correctness",
        "Edge cases",
        "Numerical stability",
        "Efficiency",
        "Speed",
    ]


def test_of_very_many_tests_it_is_said_how_many_are_not_shown():
    """No suite fills the page."""
    shown = lines(card(task(*[BAD] * 203)))
    assert "... and 3 tests more" in shown
    assert shown.count("❌ not passed: Ties are broken (worth 2 points)") == 200


def test_what_has_passed_as_a_whole_is_one_list():
    """There is nothing in it to fold away from."""
    shown = page(card(task(GOOD, GOOD)))
    assert [each for each in shown.elements if each.startswith("details")] == ["details"]
    assert read(shown.text).count("✅ passed: Sums are right (2 points)") == 2


def test_a_task_without_a_title_is_still_there_to_see():
    """A row that begins with nothing looks broken."""
    assert "?" in lines(card(task(GOOD, title=" ")))
