"""What a candidate is told to try next."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.github.advice import MOST_STEPS, Step, advise, command
from heldout.report import Severity, Verdict
from tests.github.conftest import HOSTILE
from tests.github.scorecards import card, case, finding, point, task, ungraded, untried

BAD = case("Ties are broken.", Verdict.FAILED)


def texts(*tasks, **changes) -> list[str]:
    """The steps in words."""
    return [each.advice.format(each.what) for each in advise(card(*tasks, **changes))]


def test_the_first_test_to_get_to_pass_is_of_the_most_basic_group():
    """Right comes before robust, and robust before fast."""
    fast = case("It is fast.", Verdict.FAILED, group="efficiency")
    edge = case("One row works.", Verdict.TIMEOUT, group="edge cases")
    (step,) = advise(card(task(fast, edge, case("Sums are right."))))
    expected = Step(
        "K-means clustering", "get “{}” to pass", "One row works", "./run heldout check kmeans"
    )
    assert step == expected


def test_where_a_gate_failed_nothing_else_is_named():
    """A passed test without its points shows it."""
    passed = case("One row works.", group="edge cases", points=0.0)
    slow = case("It is fast.", Verdict.FAILED, group="efficiency")
    gate = case("Sums are right.", Verdict.FAILED)
    assert texts(task(slow, passed, gate)) == [
        "no test counts without the gates; begin with “Sums are right”"
    ]


def test_in_prose_what_blocks_comes_first():
    """A warning does not block."""
    warning = finding(severity=Severity.WARNING, message="This is long.")
    prose = task(
        point("Names limits", Verdict.FAILED),
        kind="casestudy",
        slug="feed",
        findings=(warning, finding()),
    )
    (step,) = advise(card(prose))
    assert step.advice.format(step.what) == (
        "set this right first: in line 41, 'TODO' stands where your text belongs"
    )
    assert step.command == "./run heldout check feed"


def test_in_prose_the_point_that_brings_most_is_named():
    """What a person decides is not for the candidate to do."""
    open_ = point("Sizes it", Verdict.UNDECIDED, max_points=9.0)
    small = point("Names limits", Verdict.FAILED, max_points=1.0)
    large = point("Weighs two ways", Verdict.FAILED, max_points=3.0)
    prose = task(open_, small, large, kind="casestudy")
    assert texts(prose) == ["add what is not covered yet: “Weighs two ways”"]
    assert texts(task(open_, kind="casestudy")) == []


def test_this_push_comes_first_and_then_what_can_bring_most():
    """At most three steps."""
    tasks = [
        task(BAD, title="older", most=50.0, outcome=None),
        task(BAD, title="small"),
        task(BAD, title="large", most=20.0),
        task(BAD, title="least", most=1.0),
    ]
    assert [each.task for each in advise(card(*tasks))] == ["large", "small", "least"]


def test_something_new_is_among_the_steps():
    """And more of it where there is less to repair."""
    many = [task(BAD)] * 5
    new = [untried(title=f"new {n}") for n in range(5)]
    assert [each.task for each in advise(card(*many, untried=new))][2:] == ["new 0"]
    assert [each.task for each in advise(card(task(BAD), untried=new))][1:] == ["new 0", "new 1"]
    assert len(advise(card(*many))) == len(advise(card(untried=new))) == MOST_STEPS


def test_a_new_task_is_begun_by_reading_it():
    """Its statement is one command away."""
    (step,) = advise(card(untried=(untried(),)))
    assert step.command == "./run heldout show pca"
    assert step.advice == "nothing of it is handed in yet; read what is asked"


def test_questions_about_code_that_is_there_come_before_new_tasks():
    """Those about code that is not there wait for it."""
    far = untried(kind="follow-up", slug="lasso")
    near = untried(kind="follow-up", slug="kmeans")
    steps = advise(card(task(case("Sums are right.")), untried=(untried(), far, near)))
    assert [each.what for each in steps] == [
        "challenges/kmeans/followups.md",
        "",
    ]
    assert steps[0].command == "./run heldout check kmeans"


@pytest.mark.parametrize("outcome", ["declined", "refused", "failed"])
def test_what_was_not_graded_gives_no_advice(outcome):
    """What is to be done about it is said beside it."""
    assert texts(ungraded(outcome)) == []
    assert texts(task(BAD, outcome=outcome)) == []


def test_who_has_passed_everything_has_nothing_left_to_try():
    """No step is made up."""
    assert advise(card(task(case("Sums are right.")))) == ()


@pytest.mark.parametrize("slug", [*HOSTILE, "'; rm -rf ~; '", "$(id)", "`id`", "--help", "", "a b"])
def test_a_command_is_safe_to_paste_whatever_the_slug(slug):
    """A shell reads the slug as one word, and heldout reads it as no option."""
    words = shlex.split(command("check", slug))
    assert words[:3] == ["./run", "heldout", "check"]
    assert words[3:] == (["--", slug] if slug.startswith("-") else [slug])


@given(st.text(max_size=300))
def test_a_command_is_written_whole_or_not_at_all(slug):
    """Half of a quoted slug would leave a quote open."""
    words = shlex.split(command("show", slug))
    assert words[-1] == slug or (len(slug) > 100 and words[2:] == ["list"])
    assert command("show", "x" * 101) == "./run heldout list"
