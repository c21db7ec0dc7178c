"""What is read of somebody: receipts, the diary, mock interviews; and what cannot be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError
from heldout.practice import diary
from heldout.practice.diary import Check, GivenUp, Hint
from heldout.practice.interview import session
from heldout.practice.progress import people, reading
from heldout.report import Verdict
from tests.board.receipts import case, graded, record
from tests.practice.interview.sample import AT, Clock, repository, room

PASSED = case("a", Verdict.PASSED)


@pytest.fixture
def root(tmp_path) -> Repository:
    """A repository with `double` and `churn`."""
    return repository(tmp_path)


@pytest.fixture
def ledger(tmp_path):
    """Write receipts into a folder of their own."""
    return lambda *receipts: record(tmp_path / "receipts", receipts)


def test_of_work_that_was_graded_again_the_last_grade_counts(root, ledger):
    """Whichever order they are in, and whoever else has receipts in the same file."""
    first = graded(7, 4, slug="double", cases=(PASSED,))
    again = msgspec.structs.replace(first, points=9.0, graded_at=first.graded_at + timedelta(1))
    other = graded(7, 2, slug="double", at=30)
    folder = ledger(again, first, other)
    stranger = graded(8, 10, slug="double")
    with (folder / "7.ndjson").open("ab") as file:
        file.write(msgspec.json.encode(stranger) + b"\n")
    facts = reading.read(root, folder, "user-7", local=True)
    assert facts.candidate == "user-7"
    assert sorted(each.report.points for each in facts.works) == [2, 9]
    best = max(facts.works, key=lambda each: each.report.points)
    assert best.report.cases[0].group == "correctness"
    assert [each.kind for each in facts.tasks] == ["challenge", "casestudy", "follow-up"]


def test_who_is_alone_needs_no_name_and_others_are_listed(root, ledger):
    """By login in any case, by number, or by a login of before; hostile names are spelt out."""
    folder = ledger(graded(7, 4, slug="double"))
    assert reading.read(root, folder, None, local=True).candidate == "user-7"
    ledger(
        graded(7, 5, slug="double", at=50, candidate="Ada"),
        graded(8, 5, slug="double", candidate="\x1b[31m\neve"),
        graded(9, 5, slug="double", candidate="ADA"),
    )
    with pytest.raises(BadInputError, match="receipts of 3 candidates") as told:
        reading.read(root, folder, None, local=True)
    assert r"\x1b[31m\x0aeve" in told.value.fact
    assert "--candidate" in told.value.next_step
    with pytest.raises(BadInputError, match="2 users go by ada, with the numbers 7, 9"):
        reading.read(root, folder, "ada", local=True)
    for name, found in (("7", "Ada"), ("user-7", "Ada"), ("9", "ADA")):
        assert reading.read(root, folder, name, local=True).candidate == found
    with pytest.raises(BadInputError, match="nobody here goes by grace; there are"):
        reading.read(root, folder, "grace", local=True)


def test_many_candidates_are_not_all_listed():
    """A screenful is enough."""
    crowd = [people.Person(n, (f"user-{n}",), ()) for n in range(100)]
    with pytest.raises(BadInputError, match="user-11 and 88 more"):
        people.choose(crowd, None, Path("receipts"))


def test_an_empty_ledger_has_nobody_and_a_missing_one_is_bad_input(root, tmp_path, ledger):
    """Only who was asked for by name is missed."""
    folder = ledger()
    assert reading.read(root, folder, None, local=True).candidate is None
    with pytest.raises(BadInputError, match="there is no receipt at all"):
        reading.read(root, folder, "ada", local=True)
    with pytest.raises(BadInputError, match="no ledger can be read here"):
        reading.read(root, tmp_path / "nowhere", None, local=True)


def test_what_cannot_be_read_is_counted_and_told_once(root, ledger):
    """Lines of receipts and of the diary, interviews, folders of the catalogue."""
    folder = ledger(graded(7, 4, slug="double"))
    with (folder / "7.ndjson").open("ab") as file:
        file.write(b'{"broken\n' + b"[[[[\n" + b'{"version":1}\n')
    entry = Hint(at=AT, slug="double", number=1)
    diary.write(root.root, [entry])
    with (root.root / ".heldout" / "diary.ndjson").open("ab") as file:
        file.write(b'\n\n{"what":"dream"}\n\xff\n')
    lost = root.root / ".heldout" / "interviews" / "lost"
    lost.mkdir(parents=True)
    (lost / "session.ndjson").write_text("{}\n")
    (root.root / "challenges" / "torn").mkdir()
    facts = reading.read(root, folder, None, local=True)
    assert facts.notices == (
        "1 task cannot be read, and is left out; heldout list says why: torn",
        (
            "3 lines of the receipts cannot be read, and are left out; "
            "heldout ledger check DIR says why"
        ),
        "2 lines of the diary cannot be read, and are left out",
        "1 interview cannot be read, and is left out; heldout interview --list says which",
    )
    assert facts.broken == {"torn"}
    assert facts.acts == (AT,)
    assert len(facts.works) == 1


def test_a_diary_that_is_no_file_is_no_diary(root):
    """Nothing is remembered, and nothing breaks."""
    (root.root / ".heldout" / "diary.ndjson").mkdir(parents=True)
    facts = reading.read(root, None, None, local=True)
    assert (facts.works, facts.notices, facts.receipts) == ((), (), None)


def test_the_diary_and_the_interviews_are_of_this_machine(root):
    """In an interview, what has its hidden half here is graded by that; the rest is checked."""
    clock = Clock()
    sat = room(root, clock)
    passed = Verdict.PASSED
    facts = {"kind": "challenge", "solution_sha": "a" * 40, "verdict": passed, "at": AT}
    diary.write(root.root, [Check(slug="double", **facts), GivenUp(at=AT, slug="double")])
    report = reading.Report.without_cases("double", "challenge", Verdict.FAILED, "")
    for points in (3.0, 4.0):
        sat.graded("double", msgspec.structs.replace(report, points=points, max_points=5.0))
    clock.s += 90
    sat.finish(early=True)
    found = reading.read(root, None, None, local=True)
    assert [each.origin for each in found.works] == ["check", "mock", "mock"]
    assert found.given_up == {"double"}
    (held,) = found.interviews
    assert (held.track, held.sat_s, held.is_finished) == ("full", 90, True)
    assert (held.points, held.max_points) == (4, 5)
    assert max(found.acts) == clock.now()
    elsewhere = reading.remembered(root.root, frozenset())
    assert {each.origin for each in elsewhere.works} == {"check"}
    nothing = reading.read(root, None, None, local=False)
    assert (nothing.works, nothing.acts, nothing.interviews) == ((), (), ())


def test_a_session_with_nonsense_in_it_is_read_as_far_as_it_goes(root):
    """A move to nowhere, a clock that runs backwards."""
    sat = room(root, Clock())
    folder = sat.folder
    session.append(folder, session.Moved(at=AT, clock_s=50.0, round=-9, phase=99))
    session.append(folder, session.Sat(at=datetime(2030, 1, 1, tzinfo=UTC), clock_s=1.0))
    (held,) = reading.read(root, None, None, local=True).interviews
    assert (held.sat_s, held.is_finished) == (50, False)
