"""Grades, done again for real: the same inputs, the same verdicts, or a list of what flips."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError, OurFaultError
from heldout.grading import replay, run, suites
from heldout.grading.replay import Flip, Mark, Replayed
from heldout.judging.judge import Judge
from heldout.ledger.receipt import Receipt
from heldout.report import Verdict
from heldout.sandbox.box import Isolation
from heldout.submission.source import solution_sha
from heldout.vault import age
from tests.catalogue.churn import Churn
from tests.conftest import Builder
from tests.grading.edition import KEY, NOW, RIGHT, WRONG, entry, lent, seal
from tests.ledger.sample import FAST, GATE, SOUND

UNSEEDED = b"""
import os
def double(x):
    return 2 * x if os.urandom(1)[0] < 128 else 0
"""
MANY = "import pytest\n" + "".join(
    f'''
@pytest.mark.points(1, gate={n == 0})
def test_{n}(solution):
    """Number {n}."""
    assert solution.double(0) == 0
    assert {n == 0} or solution.double({n}) == {2 * n}
'''
    for n in range(20)
)
#: Which of the numbers are right follows from the seed alone.
SEEDED = '''
import pytest

@pytest.mark.points(1, gate=True)
def test_gate(solution):
    """Zero."""
    assert solution.double(0) == 0

''' + "".join(
    f'''
@pytest.mark.points(1)
def test_{n}(solution, rng):
    """Number {n}."""
    number = int(rng.integers(1000))
    assert solution.double(number) == 2 * number
'''
    for n in range(20)
)
HALF = b"def double(x):\n    return 2 * x if x < 500 else 0\n"


@pytest.fixture(scope="module")
def bench() -> Iterator[Judge]:
    """A judge whose boxes serve this module."""
    with Judge(Isolation.BUBBLEWRAP, jobs=2) as made:
        yield made


class Court:
    """Grades and replays in the repository of `double` and `churn`."""

    def __init__(self, double: Builder, bench: Judge) -> None:
        self.double = double
        self.make_judge = lent(bench)
        self.identities: list[age.Identity] = []

    def opened(self, key: bytes | None = KEY):
        """The suites of today."""
        root = Repository(self.double.root)
        return suites.opened(root, ["double", "churn"], self.identities, seed_key=key)

    def grade(self, *words, key: bytes | None = KEY, **options) -> Receipt:
        """Grade one work."""
        with self.opened(key) as opened:
            (each,) = run.grade(opened, self.make_judge, [entry(*words, **options)], lambda: NOW)
        assert each.receipt is not None
        return each.receipt

    def replay(self, receipt: Receipt, content: bytes, key: bytes | None = KEY) -> Replayed:
        """Grade it again."""
        with self.opened(key) as opened:
            return replay.replay(receipt, content, opened, self.make_judge, lambda: NOW)


@pytest.fixture
def court(tmp_path, bench) -> Court:
    """Both tasks in the clear."""
    Churn(tmp_path)
    return Court(Builder(tmp_path), bench)


@pytest.mark.parametrize("content", [RIGHT, WRONG, b"def double(x) return", b""])
def test_a_replay_agrees_with_what_was_graded(court, content):
    """Right, wrong, broken and refused, out of a sealed suite."""
    ada = age.new_identity()
    seal(court.double.folder, ada)
    court.identities = [ada]
    receipt = court.grade(content)
    found = court.replay(receipt, content)
    assert found == Replayed((), (), ())
    assert found.agrees


def test_the_inputs_are_those_of_the_seed(court):
    """What passes on some inputs and not on others comes out alike; by another key it does not."""
    court.double.write("hidden/test_hidden.py", SEEDED)
    receipt = court.grade(HALF)
    verdicts = [case.verdict for case in receipt.cases[1:]]
    assert set(verdicts) == {Verdict.PASSED, Verdict.FAILED}
    assert court.replay(receipt, HALF).agrees
    other = court.grade(HALF, key=KEY[::-1])
    assert [case.verdict for case in other.cases[1:]] != verdicts


def test_code_that_is_not_the_same_twice_flips_and_is_listed(court):
    """Each case with what it was and what it is; 20 coins do not fall alike twice."""
    court.double.write("hidden/test_hidden.py", MANY)
    receipt = court.grade(UNSEEDED)
    found = court.replay(receipt, UNSEEDED)
    assert not found.agrees
    was = {case.name: case.verdict for case in receipt.cases}
    for flip in found.flips:
        assert flip.was.verdict == was[flip.case]
        assert flip.now.verdict != was[flip.case]
    assert "test_0" not in [flip.case for flip in found.flips]


def test_an_answer_is_replayed_without_a_key(court):
    """Nothing in it is drawn."""
    content = b"# Customer churn\n\n## Model\n\nA logistic regression, as a baseline.\n"
    receipt = court.grade(content, "churn", "casestudy")
    assert receipt.cases
    assert court.replay(receipt, content, key=None).agrees


def test_all_that_differs_is_told_and_nothing_is_graded(court):
    """The suite, its limits, the key and the solution, together."""
    receipt = court.grade(RIGHT)
    for name, before, after in (
        ("hidden/test_hidden.py", "rng.integers(1000)", "rng.integers(999)"),
        ("challenge.toml", "call_s = 1.0", "call_s = 1.5"),
    ):
        path = court.double.folder / name
        path.write_text(path.read_text().replace(before, after))
    with pytest.raises(BadInputError) as raised:
        court.replay(receipt, WRONG, key=KEY[::-1])
    listed = [line.strip(" -") for line in raised.value.fact.splitlines()[1:]]
    assert [line.partition(":")[0] for line in listed] == [
        *("solution", "suite", "limits", "SHA-256 of the seed key")
    ]
    assert f"{solution_sha(RIGHT)[:16]}... in the receipt, {solution_sha(WRONG)[:16]}" in listed[0]
    assert "call_s=1.0" in listed[2]
    assert "call_s=1.5" in listed[2]


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({}, None, "in the receipt, none here"),
        ({"seed_commitment": None}, KEY, "the receipt names none, so nobody can draw its inputs"),
        ({"kind": "casestudy"}, KEY, "double is not of the kind casestudy"),
    ],
)
def test_what_cannot_be_replayed_is_told(court, changes, key, words):
    """A key is needed, and a receipt that names one."""
    receipt = msgspec.structs.replace(court.grade(RIGHT), **changes)
    with pytest.raises(BadInputError, match=words):
        court.replay(receipt, RIGHT, key=key)


def test_a_suite_that_is_broken_now_is_our_fault(court):
    """No flip is made up from it."""
    court.double.write(
        "hidden/test_hidden.py",
        "import pytest\n@pytest.mark.points(1, gate=True)\ndef test_a(reference):\n"
        '    """A."""\n    assert reference.double(1) == 3\n',
    )
    receipt = court.grade(RIGHT)
    assert receipt.verdict == Verdict.JUDGE_ERROR
    with pytest.raises(OurFaultError, match="fails its own reference"):
        court.replay(receipt, RIGHT)


def changed(**changes: object) -> Receipt:
    """A sound receipt, but for the changes."""
    return msgspec.structs.replace(SOUND, **changes)


def case(of, verdict: Verdict = Verdict.FAILED, points: float = 0.0, **changes: object):
    """A case that came out otherwise."""
    return msgspec.structs.replace(of, verdict=verdict, points=points, **changes)


def test_what_is_measured_is_listed_apart_and_decides_nothing():
    """Another machine is slower; the total and the verdict follow from that."""
    now = changed(cases=(GATE, case(FAST)), points=3.0, verdict=Verdict.FAILED)
    found = replay.compare(SOUND, now)
    fast = Flip("test_fast", Mark(Verdict.PASSED, 2.0, 2.0), Mark(Verdict.FAILED, 0.0, 2.0))
    assert found == Replayed((), (fast,), ())
    assert found.agrees
    assert replay.compare(now, SOUND).agrees


@pytest.mark.parametrize(
    "was",
    [
        changed(cases=(GATE, FAST, case(FAST, name="test_more", verdict=Verdict.PASSED))),
        changed(cases=(GATE,), points=3.0, max_points=3.0),
        changed(cases=(GATE, case(FAST, Verdict.PASSED, 9.0, max_points=9.0)), max_points=12.0),
        changed(cases=(GATE, case(FAST, Verdict.PASSED, 9.0)), max_points=5.0),
        changed(cases=(case(GATE, group="efficiency"), FAST), points=2.0, verdict=Verdict.FAILED),
        changed(cases=(case(GATE, Verdict.PASSED, 2.0), FAST), points=4.0),
    ],
)
def test_a_case_that_the_suite_would_not_give_is_a_flip(was):
    """One too many, one too few, too many points, another group, too few points."""
    assert replay.compare(was, SOUND).flips


@pytest.mark.parametrize(
    ("was", "words"),
    [
        (changed(points=4.0), "points: 4 in the receipt, and its cases have 5"),
        (changed(max_points=9.0), "max_points: 9 in the receipt, and its cases have 5"),
        (changed(verdict=Verdict.FAILED), "verdict: failed in the receipt, and passed now"),
        (changed(cases=(GATE, FAST, FAST), points=7.0, max_points=7.0), "is there twice"),
        (changed(cases=(GATE, case(FAST)), points=3.0), "not all of its cases are"),
    ],
)
def test_a_whole_that_its_cases_do_not_bear_out_is_told(was, words):
    """Somebody wrote more into it than came of it."""
    found = replay.compare(was, SOUND)
    assert not found.flips
    assert not found.agrees
    assert words in "".join(found.slips)
