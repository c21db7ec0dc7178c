"""Every challenge's own samples: right ones pass, wrong ones are caught where they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.catalogue.mistakes import caught_by
from heldout.catalogue.repository import Repository
from heldout.judging import suite as suites
from heldout.report import GROUPS, Report, Verdict

ROOT = Path(__file__).parents[2]
SLUGS = Repository(ROOT).slugs()
#: Wrong solutions of each challenge that are run each time. The proof of a challenge runs them all
#: whenever anything in it changes, and so does `nox -s nightly`.
FEW = 2


@pytest.fixture(scope="module", params=SLUGS)
def challenge(request):
    """Each challenge of the repository."""
    return Repository(ROOT).challenge(request.param)


@pytest.fixture(scope="module")
def reports(challenge, judge):
    """The reports of all samples, by path; graded once."""
    hidden = challenge.hidden
    paths = [challenge.solution, hidden.reference, *hidden.accepted, *hidden.rejected[:FEW]]
    sources = [path.read_bytes() for path in paths]
    graded = judge.grade(suites.hidden(challenge, hidden), sources)
    return dict(zip(paths, graded, strict=True))


def test_the_reference_and_every_accepted_solution_pass(challenge, reports):
    """With full marks."""
    for path in (challenge.hidden.reference, *challenge.hidden.accepted):
        report = reports[path]
        assert report.verdict == Verdict.PASSED, (path.name, report)
        assert report.points == report.max_points


def assert_caught(path: Path, report: Report) -> None:
    """A wrong solution fails in the tests that it names, and it names one at least."""
    named = caught_by(path.read_text(encoding="utf-8"))
    failed = {case.name for case in report.cases if case.verdict != Verdict.PASSED}
    assert named, f"{path.name} does not say what catches it"
    assert set(named) <= failed, path.name
    assert report.verdict != Verdict.JUDGE_ERROR


def test_rejected_solutions_fail_in_the_tests_they_name(challenge, reports):
    """The first few of them."""
    for path in challenge.hidden.rejected[:FEW]:
        assert_caught(path, reports[path])


@pytest.mark.nightly
def test_every_rejected_solution_fails_in_the_tests_it_names(challenge, judge):
    """Those that are left, too."""
    rest = challenge.hidden.rejected[FEW:]
    sources = [path.read_bytes() for path in rest]
    for path, report in zip(
        rest, judge.grade(suites.hidden(challenge, challenge.hidden), sources), strict=True
    ):
        assert_caught(path, report)


def test_every_hidden_test_catches_somebody(challenge, reports):
    """A test that rejects nothing is idle."""
    named = {
        name
        for path in challenge.hidden.rejected
        for name in caught_by(path.read_text(encoding="utf-8"))
    }
    cases = reports[challenge.hidden.reference].cases
    assert {case.name for case in cases} == named


def test_the_hidden_suite_is_complete(challenge, reports):
    """At least twelve tests over all four groups, and the stub earns nothing."""
    cases = reports[challenge.hidden.reference].cases
    assert len(cases) >= 12
    assert {case.group for case in cases} == set(GROUPS)
    stub = reports[challenge.solution]
    assert (stub.verdict, stub.points) == (Verdict.ERROR, 0)


def test_the_public_suite_accepts_right_code_and_fails_the_stub(challenge, judge):
    """It is a part of the hidden suite's idea, and no stricter."""
    public = suites.public(challenge)
    hidden = challenge.hidden
    paths = [challenge.solution, hidden.reference, *hidden.accepted]
    stub, *right = judge.grade(public, [path.read_bytes() for path in paths])
    assert len(stub.cases) >= 5
    assert {case.verdict for case in stub.cases} == {Verdict.ERROR}
    assert [report.verdict for report in right] == [Verdict.PASSED] * len(right), right


def test_there_are_enough_samples(challenge):
    """Three right ones written differently, ten wrong ones."""
    assert len(challenge.hidden.accepted) >= 3
    assert len(challenge.hidden.rejected) >= 10
