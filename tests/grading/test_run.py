"""Works of every kind, graded for real: boxes, sealed suites, rubrics and receipts."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from heldout.catalogue.repository import Repository
from heldout.errors import (
    CatalogueError,
    OurFaultError,
    SandboxRefusedError,
    SuiteBrokenError,
)
from heldout.grading import run, suites
from heldout.grading.run import Graded
from heldout.judging import score
from heldout.judging.judge import Judge
from heldout.judging.trial import Cost, Tried
from heldout.ledger import lines, receipt
from heldout.report import Report, Verdict
from heldout.sandbox.box import Isolation
from heldout.vault import age
from tests.catalogue.churn import WIDE_KEY, Churn
from tests.conftest import Builder
from tests.grading.edition import KEY, NOW, RIGHT, WRONG, entry, lent, seal

BROKEN = '''
import pytest

@pytest.mark.points(1, gate=True)
def test_ordinary(solution):
    """Ordinary."""
    assert solution.double(1) == 2
    assert solution.double(2) == 5
'''


@pytest.fixture(scope="module")
def bench() -> Iterator[Judge]:
    """A judge whose boxes serve this module."""
    with Judge(Isolation.BUBBLEWRAP, jobs=2) as made:
        yield made


@pytest.fixture
def two(tmp_path) -> Builder:
    """A repository with `double` and `churn`; the builder is that of `double`."""
    churn = Churn(tmp_path)
    churn.write("hidden/points.toml", WIDE_KEY)
    return Builder(tmp_path)


@pytest.fixture
def grade(two, bench):
    """Grade works in that repository."""

    def graded(*entries, make_judge=None, identities=()) -> list[Graded]:
        slugs = ["double", "churn"]
        with suites.opened(Repository(two.root), slugs, identities, seed_key=KEY) as opened:
            return list(run.grade(opened, make_judge or lent(bench), entries, lambda: NOW, jobs=2))

    return graded


def by_user(graded: list[Graded]) -> dict[int, Graded]:
    """Works are graded in any order."""
    found = {each.work.submitter.user_id: each for each in graded}
    assert len(found) == len(graded)
    return found


def test_code_and_prose_get_reports_and_receipts(two, grade):
    """Out of sealed suites, which the receipt names; who, what and when are the work's."""
    ada = age.new_identity()
    for folder in (two.folder, two.root / "casestudies" / "churn"):
        seal(folder, ada)
    answer = b"# Customer churn\n\n## Model\n\nA logistic regression, as a baseline.\n"
    found = by_user(
        grade(
            entry(RIGHT, user_id=1),
            entry(answer, "churn", "casestudy", user_id=2),
            entry(WRONG, user_id=3),
            identities=[ada],
        )
    )
    assert [found[n].receipt.verdict for n in (1, 2, 3)] == ["passed", "refused", "failed"]
    assert [found[n].receipt.points for n in (1, 3)] == [5.0, 3.0]
    assert found[2].report.findings
    assert found[2].receipt.max_points > 0
    for each in found.values():
        work, written = each.work, each.receipt
        assert each.fault is None
        assert each.seconds > 0
        assert (written.slug, written.kind) == work.task
        assert written.solution_sha == work.solution_sha
        assert (written.candidate, written.pull_request) == (work.submitter.candidate, 12)
        assert (written.submitted_at, written.graded_at) == (work.submitter.submitted_at, NOW)
        assert lines.entry(written).receipt == written
        assert b"wall_s" not in receipt.encode(written)
        assert b"evidence" not in receipt.encode(written)
    assert found[1].receipt.seed_commitment is not None
    assert found[2].receipt.seed_commitment is None


def test_the_receipt_is_by_the_grader_that_was_told(two, bench):
    """So that a plan knows it again."""
    with suites.opened(Repository(two.root), ["double", "churn"], seed_key=KEY) as opened:
        works = [entry(RIGHT), entry(b"# Churn\n", "churn", "casestudy")]
        for each in run.grade(opened, lent(bench), works, lambda: NOW):
            assert opened.grader(each.work.task).graded(each.receipt)


@pytest.mark.parametrize("content", [b"", b"\xff", b"x = 0\0", b"#" * (257 << 10)])
def test_a_file_that_is_not_taken_is_refused_in_a_receipt(grade, content):
    """It has no points, costs no box, and the candidate reads why."""

    def none_is_needed(*_: object, **__: object) -> Judge:
        raise AssertionError

    (each,) = grade(entry(content), make_judge=none_is_needed)
    assert (each.receipt.verdict, each.receipt.points) == ("refused", 0.0)
    assert each.report.reason.startswith("challenges/double/solution.py: ")
    assert each.fault is None


def test_a_receipt_does_not_depend_on_what_else_is_graded(grade):
    """The same answer of two people, or a later one of the same person, is read like the first."""
    answer = b"# Customer churn\n\n## Model\n\nA logistic regression, as a baseline.\n"
    alone = by_user(grade(entry(answer, "churn", "casestudy", user_id=1)))
    both = by_user(grade(*(entry(answer, "churn", "casestudy", user_id=n) for n in (2, 1))))
    assert both[1].receipt == alone[1].receipt
    assert both[2].receipt.cases == both[1].receipt.cases


def test_a_broken_suite_of_one_task_does_not_stop_the_others(two, grade):
    """Its works get a receipt that costs nothing, with why."""
    two.write("hidden/test_hidden.py", "import nothing_like_it\n")
    answer = entry(b"# Churn\n", "churn", "casestudy", user_id=3)
    found = by_user(grade(entry(RIGHT, user_id=1), entry(WRONG, user_id=2), answer))
    for n in (1, 2):
        assert found[n].receipt.verdict == Verdict.JUDGE_ERROR
        assert found[n].receipt.points == 0
        assert isinstance(found[n].fault, SuiteBrokenError)
    assert found[3].receipt.verdict == Verdict.REFUSED


def test_what_cannot_be_opened_does_not_stop_the_others_either(two, grade):
    """There is no receipt then: nobody knows what it would have been graded by."""
    two.write("hidden/points.toml", "[points", below=two.root / "casestudies" / "churn")
    two.write("challenge.toml", "title = 1")
    answer = entry(b"# Churn\n", "churn", "casestudy", user_id=2)
    found = by_user(grade(entry(RIGHT, user_id=1), answer))
    assert found[1].receipt is None
    assert isinstance(found[1].fault, CatalogueError)
    # The key's digest is known, though it cannot be read.
    assert found[2].receipt.verdict == Verdict.JUDGE_ERROR
    assert isinstance(found[2].fault, CatalogueError)


class Failing:
    """A judge that answers with faults of ours first, to whatever it is asked."""

    def __init__(
        self, judge: Judge, *faults: OurFaultError | Report, asked: str = "attempt"
    ) -> None:
        self._judge = judge
        self._faults = {asked: list(faults)}

    def cases(self, suite):
        """What a judge does, after a fault or two."""
        self._next("cases")
        return self._judge.cases(suite)

    def attempt(self, suite, trials):
        """What a judge does, after a fault or two."""
        report = self._next("attempt")
        lost = [Tried(report, Cost(0.0, 0.0))] if report else None
        yield from lost or self._judge.attempt(suite, trials)

    def _next(self, asked: str) -> Report | None:
        faults = self._faults.get(asked)
        fault = faults.pop() if faults else None
        if isinstance(fault, OurFaultError):
            raise fault
        return fault


HICCUP = OurFaultError("the machine hiccuped", next_step="try again")
LOST = score.unrun("double", (), Verdict.JUDGE_ERROR, "the sandbox failed")


@pytest.mark.parametrize(
    ("asked", "faults", "verdict"),
    [
        ("attempt", [HICCUP], "passed"),
        ("attempt", [HICCUP, HICCUP], "judge-error"),
        ("attempt", [LOST], "passed"),
        ("attempt", [LOST, LOST], "judge-error"),
        ("cases", [HICCUP], "passed"),
        ("cases", [HICCUP, HICCUP], "judge-error"),
    ],
)
def test_our_fault_is_tried_once_more(grade, bench, asked, faults, verdict):
    """Then it is a judge error, and what comes after it is graded."""
    make = lent(Failing(bench, *faults, asked=asked))
    (first,) = grade(entry(RIGHT), make_judge=make)
    assert first.receipt.verdict == verdict
    assert (first.fault is not None) == (verdict == "judge-error")
    (second,) = grade(entry(RIGHT), make_judge=make)
    assert second.receipt.verdict == Verdict.PASSED


def test_a_suite_that_fails_its_own_reference_is_our_fault(two, grade):
    """A receipt says so, and a fault says where to look."""
    two.write("hidden/test_hidden.py", BROKEN)
    (each,) = grade(entry(RIGHT))
    assert each.receipt.verdict == Verdict.JUDGE_ERROR
    assert "heldout verify double" in each.fault.next_step


@pytest.mark.parametrize("asked", ["attempt", "cases"])
def test_a_host_without_a_sandbox_ends_the_run(grade, bench, asked):
    """What was graded before stands; no receipt is written for what nobody could grade."""
    refused = SandboxRefusedError("no namespaces here", next_step="allow them")
    make = lent(Failing(bench, refused, refused, asked=asked))
    with pytest.raises(SandboxRefusedError):
        grade(entry(RIGHT), make_judge=make)


def test_each_work_is_given_as_soon_as_it_is_done(two, bench):
    """A slow one keeps no other waiting."""
    slow = b"import time\ndef double(x):\n    time.sleep(0.3)\n    return 2 * x\n"
    with suites.opened(Repository(two.root), ["double"], seed_key=KEY) as opened:
        works = [entry(slow, user_id=1), *(entry(RIGHT, user_id=n) for n in range(2, 6))]
        order = [
            each.work.submitter.user_id
            for each in run.grade(opened, lent(bench), works, lambda: NOW, jobs=2)
        ]
    assert order[-1] == 1


def test_whoever_stops_listening_stops_the_run(two):
    """The boxes are gone when the generator is closed, and nothing waits for the rest."""
    endless = b"def double(x):\n    while True: pass\n"
    with suites.opened(Repository(two.root), ["double"], seed_key=KEY) as opened:
        works = [entry(RIGHT, user_id=1), *(entry(endless, user_id=n) for n in range(2, 8))]
        graded = run.grade(opened, Judge, works, lambda: NOW, jobs=2)
        assert next(graded).receipt.verdict == Verdict.PASSED
        graded.close()
    assert not [each for each in threading.enumerate() if each.name.startswith("grading")]


def test_content_that_is_not_what_its_name_says_is_never_graded(grade):
    """A receipt would say of one file what is true of another."""
    work, _ = entry(WRONG)
    (each,) = grade((work, RIGHT))
    assert each.receipt.verdict == Verdict.JUDGE_ERROR
    assert "is something else" in each.fault.fact
