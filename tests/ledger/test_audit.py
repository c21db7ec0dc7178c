"""What is wrong with a ledger: all of it, and nothing that is right."""

from __future__ import annotations

import tracemalloc
from datetime import datetime, timedelta

import msgspec
import pytest

from heldout.errors import BadInputError
from heldout.ledger.audit import CLOCKS_APART, Checked, audit
from heldout.ledger.problem import Problem, Severity
from heldout.report import Verdict
from tests.ledger.sample import FAST, GATE, NOW, altered, line, receipt

MINUTE = timedelta(minutes=1)
SLOW = msgspec.structs.replace(FAST, verdict=Verdict.FAILED, points=0.0)
MISSED = msgspec.structs.replace(GATE, verdict=Verdict.FAILED, points=0.0)


@pytest.fixture
def found(tmp_path):
    """What is found in a folder with these files."""

    def audited(now: datetime = NOW, **files: bytes) -> list[Problem]:
        for name, content in files.items():
            (tmp_path / f"{name.removeprefix('u')}.ndjson").write_bytes(content)
        return [each for each in audit(tmp_path, now) if isinstance(each, Problem)]

    return audited


def told(problems: list[Problem]) -> list[tuple[int | None, str, Severity]]:
    """Where, what, how bad."""
    return [(each.line, each.code, each.severity) for each in problems]


def test_a_sound_ledger_has_no_problems_and_is_counted(tmp_path):
    """Recorded in whatever order; without cases, without points, with a missed gate."""
    early = {"submitted_at": NOW - timedelta(days=3), "graded_at": NOW - timedelta(days=2)}
    gate = {"cases": (MISSED, msgspec.structs.replace(FAST, points=0.0)), "points": 0.0}
    refused = {"cases": (), "points": 0.0, "verdict": Verdict.REFUSED}
    content = line(1) + line(2, **early) + line(3, **gate) + line(4, **refused)
    (tmp_path / "7.ndjson").write_bytes(content)
    (tmp_path / "8.ndjson").write_bytes(line(1, user_id=8))
    assert [*audit(tmp_path, NOW)] == [
        Checked(str(tmp_path / "7.ndjson"), 4),
        Checked(str(tmp_path / "8.ndjson"), 1),
    ]


def test_all_that_is_wrong_is_found_at_once(found):
    """Line by line, file by file; what cannot be read, and what is wrong with the others."""
    problems = found(
        u7=line(1) + b"{\n" + line(1) + line(2, graded_at=NOW - timedelta(days=9)) + line(3)[:-9],
        u8=altered(1, points=9),
    )
    assert [(each.file[-8:], each.line, each.code) for each in problems] == [
        ("7.ndjson", 2, "unreadable"),
        ("7.ndjson", 3, "duplicate"),
        ("7.ndjson", 4, "graded-before-submitted"),
        ("7.ndjson", 5, "torn"),
        ("8.ndjson", 1, "unreadable"),
    ]
    assert {each.severity for each in problems} == {Severity.ERROR}
    assert all(each.next_step for each in problems)


def test_another_result_for_the_same_work_is_an_error(found):
    """Each that differs from the first; the same again is a duplicate."""
    other = {"cases": (MISSED, FAST), "points": 2.0, "verdict": Verdict.FAILED}
    problems = found(u7=line(1) + line(1, **other) + line(1) + line(1, **other))
    assert told(problems) == [
        (2, "conflict", Severity.ERROR),
        (3, "duplicate", Severity.ERROR),
        (4, "duplicate", Severity.ERROR),
    ]
    assert "than line 1: failed, and there passed" in problems[0].message
    assert "as line 2" in problems[2].message


def test_another_measurement_of_the_same_work_is_a_note(found):
    """Cases of efficiency alone may come out otherwise on another day."""
    slow = {"cases": (GATE, SLOW), "points": 3.0, "verdict": Verdict.FAILED}
    assert told(found(u7=line(1) + line(1, **slow))) == [(2, "timing", Severity.NOTE)]


def test_a_result_after_a_judge_error_is_none(found):
    """It was tried again, as it should be; and one more judge error is as harmless."""
    error = {
        "cases": (msgspec.structs.replace(MISSED, verdict=Verdict.JUDGE_ERROR),),
        "points": 0.0,
        "max_points": 3.0,
        "verdict": Verdict.JUDGE_ERROR,
    }
    assert found(u7=line(1, **error) + line(1)) == []
    assert found(u7=line(1) + line(1, **error)) == []


def test_a_file_has_its_users_number_for_a_name(found):
    """Once for each stranger."""
    problems = found(u7=line(1) + line(1, user_id=8) + line(2, user_id=8) + line(1, user_id=9))
    assert told(problems) == [(2, "misfiled", Severity.ERROR), (4, "misfiled", Severity.ERROR)]
    assert problems[0].next_step == "move this user's lines to the end of 8.ndjson"
    assert told(found(u7=line(1), u07=line(1))) == [(1, "misfiled", Severity.ERROR)]


@pytest.mark.parametrize(
    ("submitted", "graded", "expected"),
    [
        (CLOCKS_APART, CLOCKS_APART, []),
        (-2 * MINUTE, -3 * MINUTE, [("graded-before-submitted", Severity.NOTE)]),
        (
            -MINUTE,
            -2 * MINUTE - CLOCKS_APART,
            [("graded-before-submitted", Severity.ERROR)],
        ),
        (-MINUTE, MINUTE + CLOCKS_APART, [("future", Severity.ERROR)]),
        (
            2 * MINUTE + CLOCKS_APART,
            2 * MINUTE + CLOCKS_APART,
            [("future", Severity.ERROR), ("future", Severity.ERROR)],
        ),
    ],
)
def test_times_are_wrong_beyond_what_clocks_may_be_apart(found, submitted, graded, expected):
    """From one another and from now, which is an argument."""
    problems = found(u7=line(1, submitted_at=NOW + submitted, graded_at=NOW + graded))
    assert [(each.code, each.severity) for each in problems] == expected


def test_times_at_the_ends_of_the_calendar_are_compared(found):
    """No arithmetic leaves it."""
    ends = {
        "submitted_at": "0001-01-01T00:00:00+14:00",
        "graded_at": "9999-12-31T23:59:59-12:00",
    }
    assert [each.code for each in found(u7=altered(**ends))] == ["future"]


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        (
            {"cases": (msgspec.structs.replace(GATE, points=4.0), SLOW), "points": 4.0},
            "case-points",
            "test_ordinary has 4 points of 3",
        ),
        (
            {"cases": (msgspec.structs.replace(GATE, verdict=Verdict.ERROR), FAST)},
            "case-points",
            "has 3 points, and its verdict is error",
        ),
        ({"points": 4.5}, "points-sum", "points is 4.5, and those of its cases sum to 5"),
        ({"max_points": 6.0}, "points-sum", "max_points is 6, and those of its cases sum to 5"),
    ],
)
def test_points_are_those_of_the_cases(found, changes, code, words):
    """A missed gate has taken them from the cases already."""
    (problem,) = found(u7=line(1, **changes))
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert words in problem.message


def test_rounding_is_no_difference(found):
    """Ten tenths are one, or nearly."""
    tenths = tuple(
        msgspec.structs.replace(GATE, name=f"test_{n}", points=0.1, max_points=0.1)
        for n in range(10)
    )
    added = sum(each.points for each in tenths[:5]) + sum(each.points for each in tenths[5:])
    assert found(u7=line(1, cases=tenths, points=0.9999999999999999, max_points=added)) == []


def test_no_rule_of_points_is_held_against_a_newer_version(found):
    """It may count otherwise."""
    newer = altered(1, version=2, points=4)
    assert told(found(u7=newer)) == [(1, "newer-version", Severity.NOTE)]


def test_a_renamed_user_is_a_note(found):
    """At the first line of the last name; capitals are no other name."""
    problems = found(u7=line(1) + line(2, candidate="Ada") + line(3, candidate="lovelace"))
    assert told(problems) == [(3, "renamed", Severity.NOTE)]
    assert "user 7 goes by ada, lovelace" in problems[0].message
    many = b"".join(line(n, candidate=f"name-{n}\x1b") for n in range(50))
    (problem,) = found(u7=many)
    assert problem.message.endswith("name-3\\x1b, name-4\\x1b and others")


def test_what_was_set_aside_is_pointed_out(found, tmp_path):
    """Somebody should see what was in it."""
    (tmp_path / "7.torn").write_bytes(b"{")
    assert told(found(u7=line(1))) == [(None, "set-aside", Severity.NOTE)]


def test_an_empty_folder_is_a_note_and_a_missing_one_bad_input(found, tmp_path):
    """Nothing may have been recorded yet; but not nowhere."""
    assert told(found()) == [(None, "empty", Severity.NOTE)]
    with pytest.raises(BadInputError, match="no ledger can be read here"):
        list(audit(tmp_path / "nowhere", NOW))


def test_memory_does_not_grow_with_the_ledger(tmp_path):
    """One file's marks are held at a time."""

    def peak(files: int) -> int:
        for user_id in range(1, files + 1):
            content = b"".join(line(n, user_id=user_id) for n in range(20))
            (tmp_path / f"{user_id}.ndjson").write_bytes(content)
        tracemalloc.start()
        counted = sum(each.receipts for each in audit(tmp_path, NOW) if isinstance(each, Checked))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert counted == 20 * files
        return most

    peak(2)
    few = peak(4)
    assert peak(80) < 1.5 * few


def test_the_sample_is_what_heldout_writes(found):
    """Were it not sound, these tests would prove nothing."""
    assert found(u7=b"".join(map(line, range(5)))) == []
    assert receipt(1).points == sum(case.points for case in receipt(1).cases)
