"""Structure, integrity and coverage put together: the verdict, the points and the reason."""

from __future__ import annotations

import msgspec
import pytest

from heldout.report import Report, Severity, Status, Verdict
from heldout.written import assess
from heldout.written.assess import Assessor
from tests.written import toy

GOOD = """\
# Churn

## Questions

What counts as a lost customer, and how many are lost a month? I assume that success is measured
by the customers who stay after a call, and that the team can make three hundred calls a week.

## Plan

Only 3 % leave, so accuracy says nothing; we look at precision among the top three hundred, weight
the few positives in training, and calibrate the scores afterwards on a month that was set aside.

We monitor the distribution of scores and retrain when it drifts. A dashboard shows precision by
week, and an alert wakes the owner when it falls below one half.
"""


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    """Of the small prompt."""
    return Assessor(toy.prompt())


def grade(assessor: Assessor, text: str) -> Report:
    """Grade a text."""
    return assessor.grade(text.encode())


def test_a_good_answer_passes_with_all_its_points(assessor):
    """The weight of each point that is covered."""
    report = grade(assessor, GOOD)
    assert (report.verdict, report.points, report.max_points) == (Verdict.PASSED, 4, 4)
    assert report.findings == ()
    assert [case.status for case in report.cases] == [Status.COVERED] * 3
    assert [case.group for case in report.cases] == [each.criterion for each in toy.POINTS]
    assert report.reason == "3 of 3 points covered; to pass takes 2.4 of 4 by weight"


def test_a_blocking_finding_refuses_and_the_cases_are_filled(assessor):
    """What was read is not lost."""
    report = grade(assessor, GOOD.replace("## Plan", "## Plans and plots"))
    assert report.verdict == Verdict.REFUSED
    assert "missing-section" in report.reason
    assert report.points > 0


def test_too_few_points_fail(assessor):
    """By weight, against the rubric's mark."""
    report = grade(
        assessor,
        GOOD.partition("Only 3 %")[0]
        + "We fit something to the data of last year and hand the list to the team each Monday.",
    )
    assert report.verdict in (Verdict.FAILED, Verdict.UNDECIDED)
    assert report.points < 2.4


def test_an_attempt_to_look_like_an_answer_leaves_every_point_to_a_person(assessor):
    """Keywords in no order cover nothing."""
    terms = "class weights precision recall resample monitor drift retrain alert dashboard success"
    report = grade(assessor, f"## Questions\n\n{terms * 3}\n\n## Plan\n\n{terms * 6}\n")
    assert "keyword-stuffing" in {each.code for each in report.findings}
    assert report.points == 0
    assert Status.COVERED not in {case.status for case in report.cases}


def test_a_warning_refuses_nothing(assessor):
    """It is for a person to look at."""
    report = grade(
        assessor, GOOD + "\n<!-- We also monitor drift of every feature every day. -->\n"
    )
    (finding,) = report.findings
    assert (finding.code, finding.severity) == ("hidden-comment", Severity.WARNING)
    assert report.verdict == Verdict.PASSED


def test_a_copy_is_refused(assessor):
    """What its neighbours show is found outside, and counts like the rest."""
    clean = assessor.grade(GOOD.encode())
    copy = msgspec.structs.replace(
        assessor.grade(b"").findings[0], code="near-copy", message="too much alike"
    )
    report = assessor.grade(GOOD.encode(), copy)
    assert clean.verdict == Verdict.PASSED
    assert report.verdict == Verdict.REFUSED
    assert report.points == 4


def test_check_reads_no_points():
    """It works without a key, so a candidate can run it."""
    report = Assessor(toy.prompt(keys={})).check(GOOD.encode())
    assert (report.verdict, report.cases) == (Verdict.PASSED, ())
    assert Assessor(toy.prompt(keys={})).check(b"").verdict == Verdict.REFUSED


def test_an_answer_is_undecided_while_a_person_could_still_make_it_pass():
    """And failed once nobody could."""
    report = grade(Assessor(toy.prompt(pass_mark=1.0)), GOOD)
    cases = tuple(
        msgspec.structs.replace(
            case, status=Status.NEEDS_PERSON, verdict=Verdict.UNDECIDED, points=0
        )
        if case.name == "imbalance"
        else case
        for case in report.cases
    )
    judged = [assess.judged(toy.prompt(pass_mark=mark), cases, ()) for mark in (0.5, 0.6)]
    assert [verdict for verdict, _ in judged] == [Verdict.PASSED, Verdict.UNDECIDED]
    failed = tuple(
        msgspec.structs.replace(case, status=Status.NOT_FOUND, verdict=Verdict.FAILED, points=0)
        for case in cases
    )
    assert assess.judged(toy.prompt(), failed, ())[0] == Verdict.FAILED


def test_a_byte_order_mark_and_windows_line_ends_are_fine(assessor):
    """Editors leave them."""
    report = assessor.grade(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert report == grade(assessor, GOOD)
