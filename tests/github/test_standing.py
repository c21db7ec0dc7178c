"""The scorecard: what a push came to, beside all that was handed in before."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from heldout.board.setting import KnownTask
from heldout.github import standing
from heldout.github.scorecard import Links
from heldout.grading.decision import Decision, File
from heldout.grading.parts import Joined, Said
from heldout.report import Finding, Severity, Verdict
from heldout.submission.ruling import Reason
from tests.grading.sample import HOUR, NOON, TODAY, cohort, failed, receipt, work

NOW = NOON + 2 * HOUR
LINKS = Links(repository="https://github.com/school/cohort", run="https://github.com/r/1")
TASKS = (
    KnownTask(slug="kmeans", kind="challenge", title="K-means clustering"),
    KnownTask(slug="kmeans", kind="follow-up", title="K-means: questions"),
    KnownTask(slug="pca", kind="challenge", title="Principal components"),
)
MARCH = cohort(opens=NOON - timedelta(days=9), closes=NOON + timedelta(days=9))


def file(fate: str, n: int = 1, **changes: object) -> File:
    """The n-th solution, and what became of it."""
    made = File(
        path="challenges/kmeans/solution.py",
        slug="kmeans",
        kind="challenge",
        fate=fate,
        work=work(n),
        grader=TODAY if fate == "grade" else None,
    )
    return msgspec.structs.replace(made, **changes)


def card(*files: File, joined=(), said=(), recorded=(), group=MARCH, fault=None):
    """The scorecard of a push of these files."""
    decision = Decision(
        version=1,
        submitter=work().submitter,
        base_sha="a" * 40,
        head_sha="c" * 40,
        decision="submission",
        reasons=(),
        files=files,
    )
    told = said or tuple(Said() for _ in joined)
    push = standing.Push(
        submitter=work().submitter,
        head_sha="c" * 40,
        decision=decision,
        joined=Joined(tuple(joined), tuple(told), {}, (), ()),
        links=LINKS,
        fault=fault,
    )
    return standing.scorecard(push, standing.Ledger(recorded, group, TASKS), NOW)


def test_a_grade_is_told_with_what_it_counts_and_what_was_said():
    """Its title, points, cases and findings; an attempt is used."""
    done = receipt(1)
    finding = Finding(
        code="x", severity=Severity.WARNING, line=3, message="vague", next_step="say which"
    )
    made = card(file("grade"), joined=[done], said=[Said("1 of 2", (finding,))], recorded=[done])
    (task,) = made.tasks
    assert (task.title, task.outcome, task.reason) == ("K-means clustering", "graded", "1 of 2")
    assert (task.points, task.max_points) == (done.points, done.max_points)
    assert task.cases == done.cases
    assert task.findings == (finding,)
    assert task.attempts_left == 2
    untried = [(each.title, each.kind) for each in made.untried]
    # Whoever shows them says by the kind that these are the questions about it.
    assert untried == [
        ("K-means clustering", "follow-up"),
        ("Principal components", "challenge"),
    ]
    assert (made.cohort, made.attempts_per_day) == ("Spring", 3)


def test_the_best_counts_and_the_last_is_shown():
    """A worse push takes nothing away."""
    best, worse = receipt(1), receipt(2, at=NOON + HOUR, points=1.0, verdict=Verdict.FAILED)
    made = card(file("grade", 2), joined=[worse], recorded=[best, worse])
    (task,) = made.tasks
    assert (task.points, task.verdict) == (best.points, Verdict.FAILED)
    assert made.worth == best.points


def test_what_could_not_be_recorded_yet_is_told_all_the_same():
    """With the fault; and it is not counted twice once it is recorded."""
    done = receipt(1)
    lost = card(file("grade"), joined=[done], fault="what came out could not be recorded")
    kept = card(file("grade"), joined=[done], recorded=[done])
    assert lost.worth == kept.worth == done.points
    assert (lost.tasks[0].attempts_left, kept.tasks[0].attempts_left) == (3, 2)
    assert lost.fault


@pytest.mark.parametrize(
    ("made", "outcome"),
    [
        (file("declined", reason="no attempt left"), "declined"),
        (file("refused", work=None, reason="too large"), "refused"),
        (file("failed", reason="what grades this could not be opened"), "failed"),
        (file("grade"), "failed"),
    ],
)
def test_what_was_not_graded_says_why_and_keeps_what_was_there(made, outcome):
    """A leg that died is our fault; no attempt is used by any of them."""
    before = receipt(9, at=NOON - HOUR)
    (task,) = card(made, recorded=[before]).tasks
    assert (task.outcome, task.points) == (outcome, before.points)
    assert task.reason
    assert task.attempts_left == 2


def test_a_refusal_is_told_in_its_parts():
    """The comment shows its commands as commands."""
    refusal = Reason("too-large", "it is too large")
    (task,) = card(file("refused", work=None, reason=str(refusal), refusal=refusal)).tasks
    assert task.refusal == refusal


def test_a_judge_error_is_our_fault_and_no_attempt():
    """Whatever its receipt says."""
    (task,) = card(file("grade"), joined=[failed(1)], recorded=[failed(1)]).tasks
    assert (task.outcome, task.attempts_left) == ("failed", 3)


def test_reused_results_are_told_as_such():
    """Nothing was run for them."""
    done = receipt(1)
    (reused,) = card(file("reused", receipt=done)).tasks
    assert (reused.outcome, reused.points) == ("reused", done.points)


def test_what_an_earlier_push_handed_in_is_not_this_pushs():
    """A pull request still has it; a run of the same head again says what it said before."""
    old = receipt(1, head_sha="d" * 40)
    made = card(file("known", receipt=old), recorded=[old])
    assert [task.outcome for task in made.tasks] == [None]
    again = card(file("known", receipt=receipt(1)), recorded=[receipt(1)])
    assert [task.outcome for task in again.tasks] == ["graded"]


def test_earlier_work_follows_what_this_push_changed():
    """With all that it earned; other people's is not there."""
    old = receipt(3, at=NOON - HOUR, slug="pca")
    theirs = receipt(4, user_id=8, slug="other")
    made = card(file("grade"), joined=[receipt(1)], recorded=[old, theirs])
    assert [(task.slug, task.outcome) for task in made.tasks] == [
        ("kmeans", "graded"),
        ("pca", None),
    ]
    assert made.worth == receipt(1).points + old.points


def test_without_a_cohort_everything_counts_and_nothing_is_limited():
    """A repository for practice."""
    made = card(file("grade"), joined=[receipt(1)], group=None)
    assert made.tasks[0].attempts_left is None
    assert (made.cohort, made.attempts_per_day) == (None, None)
    assert len(made.untried) == 2


def test_late_work_counts_as_the_board_counts_it():
    """By the same code: here for nothing."""
    over = cohort(opens=NOON - timedelta(days=9), closes=NOON - HOUR)
    made = card(file("grade"), joined=[receipt(1)], group=over)
    assert made.worth == 0
    assert made.tasks[0].cases


def test_a_run_that_could_not_plan_shows_what_was_there():
    """And says what went wrong."""
    push = standing.Push(
        submitter=work().submitter,
        head_sha="c" * 40,
        decision=None,
        joined=None,
        links=LINKS,
        fault="your pull request could not be looked at",
    )
    made = standing.scorecard(push, standing.Ledger([receipt(1)], MARCH, TASKS), NOW)
    assert made.decision is None
    assert [task.slug for task in made.tasks] == ["kmeans"]
    assert made.fault
