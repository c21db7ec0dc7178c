"""parts: what legs leave behind, and the join of it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.errors import LedgerUnwritableError
from heldout.grading.parts import Done, Part, append, join
from heldout.ledger.receipt import Receipt, decode, encode
from heldout.report import Verdict
from tests.grading.sample import (
    BEFORE,
    FOLLOW_UP,
    HOUR,
    KMEANS,
    NOON,
    NOW,
    failed,
    grade,
    receipt,
    work,
)
from tests.ledger.sample import SOUND

PLANNED = tuple(grade(n, user_id=7 + n % 3, at=NOON + n * HOUR) for n in range(6))


def result(n: int, **changes: object) -> Receipt:
    """What a leg says of the n-th planned work."""
    return receipt(n, user_id=7 + n % 3, at=NOON + n * HOUR, **changes)


def recorded(n: int, **changes: object) -> Receipt:
    """What is recorded of it."""
    return result(n, graded_at=NOW, **changes)


def line(made: Receipt, seconds: object = 1.5) -> bytes:
    """A line of a part."""
    written = {"receipt": msgspec.Raw(encode(made).rstrip()), "seconds": seconds}
    return msgspec.json.encode(written) + b"\n"


def joined(*contents: bytes, planned=PLANNED):
    """The join of parts with these contents."""
    parts = [Part(f"part-{n:03d}.ndjson", content) for n, content in enumerate(contents)]
    return join(planned, parts, NOW)


def told(made) -> list[tuple[str, int, str]]:
    """Where the strays are, and what they are."""
    return [(each.part[5:8], each.line, each.code) for each in made.strays]


@given(st.permutations(range(6)), st.lists(st.integers(0, 6), max_size=4), st.integers(0, 6))
def test_the_join_of_any_split_is_the_whole(order, cuts, stopped):
    """In the plan's order, however the work was dealt; what was not done is missing."""
    bounds = [0, *sorted(cuts), 6]
    done = order[:stopped]
    contents = [
        b"".join(line(result(n)) for n in order[start:end] if n in done)
        for start, end in pairwise(bounds)
    ]
    made = joined(*contents)
    assert made.receipts == tuple(recorded(n) for n in sorted(done))
    assert made.missing == tuple(PLANNED[n].work for n in range(6) if n not in done)
    assert made.strays == ()
    assert made.seconds == ({KMEANS: 1.5} if done else {})


@given(st.integers(0, 3000))
def test_a_leg_that_was_killed_leaves_whole_lines(length):
    """And at most one torn one, which is passed over and told."""
    content = b"".join(line(result(n)) for n in range(3))
    ends = [len(b"".join(line(result(n)) for n in range(count))) for count in range(4)]
    cut = content[:length]
    whole = sum(len(cut) >= end - 1 for end in ends[1:])
    made = joined(cut)
    assert made.receipts == tuple(recorded(n) for n in range(whole))
    is_torn = len(cut) not in (*ends, *(end - 1 for end in ends))
    assert told(made) == ([("000", whole + 1, "torn")] if is_torn else [])


def test_who_what_and_when_come_from_the_plan():
    """A leg says what came of a work, and nothing else that is recorded."""
    lie = result(
        0,
        candidate="eve",
        version=1,
        pull_request=99,
        head_sha="f" * 40,
        graded_at=NOON - HOUR,
        points=4.0,
        verdict=Verdict.FAILED,
        speed_ratio=3.0,
    )
    (made,) = joined(line(lie), planned=PLANNED[:1]).receipts
    assert made == recorded(0, points=4.0, verdict=Verdict.FAILED, speed_ratio=3.0)
    assert decode(encode(made)) == made


@pytest.mark.parametrize(
    ("smuggled", "code"),
    [
        (receipt(0, user_id=8), "foreign"),
        (receipt(99), "foreign"),
        (receipt(0, at=NOON - HOUR), "foreign"),
        (receipt(0, slug="svm"), "foreign"),
        (receipt(0, kind="follow-up"), "foreign"),
        (receipt(0, by=BEFORE), "grader"),
        (receipt(0, seed_commitment=None), "grader"),
    ],
)
def test_a_receipt_that_is_not_in_the_plan_is_told_and_not_recorded(smuggled, code):
    """For somebody else, something else, another time, or by another grader."""
    made = joined(line(smuggled) + line(result(1)), planned=PLANNED[:2])
    assert made.receipts == (recorded(1),)
    assert made.missing == (PLANNED[0].work,)
    assert told(made) == [("000", 1, code)]
    assert "kmeans" in made.strays[0].message or "svm" in made.strays[0].message


@pytest.mark.parametrize(
    ("first", "second", "stands", "code"),
    [
        (result(0), result(0, speed_ratio=9.0), result(0), "duplicate"),
        (result(0), result(0, points=1.0), result(0), "conflict"),
        (failed(0), result(0), result(0), "duplicate"),
        (result(0), failed(0), result(0), "duplicate"),
        (failed(0), failed(0), failed(0), "duplicate"),
    ],
)
def test_a_work_has_one_grade_and_others_are_told(first, second, stands, code):
    """The first that is no judge-error, whether in one part or in two."""
    for contents, place in (
        ([line(first) + line(second)], ("000", 2)),
        ([line(first), line(second)], ("001", 1)),
    ):
        made = joined(*contents, planned=PLANNED[:1])
        assert made.receipts == (msgspec.structs.replace(stands, graded_at=NOW),)
        assert told(made) == [(*place, code)]


def test_the_time_of_a_task_is_the_median_of_its_grades():
    """Judge-errors are left out: they end early, or when nobody waited any longer."""
    prose = grade(7, kind="follow-up")
    planned = (*PLANNED, prose)
    content = b"".join(line(result(n), n * n) for n in range(4))
    content += line(failed(4, user_id=8, at=NOON + 4 * HOUR), 9999)
    content += line(receipt(7, kind="follow-up"), 0.25)
    assert joined(content, planned=planned).seconds == {KMEANS: 2.5, FOLLOW_UP: 0.25}


@pytest.mark.parametrize(
    "spoilt",
    [
        b"{}\n",
        b"\xff\n",
        b"null\n",
        b"[" * 99_999 + b"\n",
        line(result(0), -1),
        line(result(0), None),
        line(result(0), 1e9),
        line(msgspec.structs.replace(result(0), max_points=9.0)).replace(b'":9.0', b'":1e999'),
        line(result(0)).replace(b'"points":5.0', b'"points":6.0', 1),
        line(result(0)).replace(b"ada", b"\\ud800"),
        line(result(0)).replace(b'"passed"', b'"\\u001b%s"' % (b"x" * 999), 1),
        line(result(0)).replace(b"+00:00", b"").replace(b'00Z"', b'00"'),
        line(result(0, cases=SOUND.cases * 4000)),
    ],
)
def test_a_line_that_is_no_grade_costs_no_other_line(spoilt):
    """It is told by its place, in words that can be printed."""
    made = joined(b"\n \r\n" + spoilt + line(result(1)), planned=PLANNED[:2])
    assert made.receipts == (recorded(1),)
    assert told(made) == [("000", 3, "unreadable")]
    assert "\x1b" not in made.strays[0].message
    assert len(made.strays[0].message) < 400


@given(st.binary(max_size=60), st.integers(0, 900), st.integers(0, 60))
def test_no_part_raises(noise, at, cut):
    """Whatever bytes are put into it, or taken out."""
    content = line(result(0)) + line(result(1))
    made = joined(content[:at] + noise + content[at + cut :], noise)
    assert len(made.receipts) + len(made.missing) == len(PLANNED)
    assert all(encode(each) for each in made.receipts)


def test_names_of_parts_are_escaped():
    """A file can be called anything."""
    (stray,) = join(PLANNED, [Part("\x1b[2J", b"{")], NOW).strays
    assert stray.part == "\\x1b[2J"


def test_years_at_the_ends_of_the_calendar_are_foreign():
    """Times that cannot be moved to another zone raise nothing."""
    written = line(result(0)).replace(b"2026-03-10T12:00:00Z", b"%s")
    for time in (b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-14:00"):
        assert told(joined(written.replace(b"%s", time))) == [("000", 1, "foreign")]


def test_grades_are_added_one_by_one(tmp_path):
    """Each is there when it was added, and reads back."""
    path = tmp_path / "part-000.ndjson"
    for n in range(2):
        append(path, Done(result(n), 1.5))
        assert path.read_bytes() == b"".join(line(result(each)) for each in range(n + 1))


def test_a_torn_line_costs_no_grade_that_is_added_later(tmp_path):
    """It is ended first, and told."""
    path = tmp_path / "part-000.ndjson"
    path.write_bytes(line(result(0)) + line(result(1))[:50])
    append(path, Done(result(1), 1.5))
    made = joined(path.read_bytes(), planned=PLANNED[:2])
    assert made.receipts == (recorded(0), recorded(1))
    assert told(made) == [("000", 2, "unreadable")]


@pytest.mark.parametrize("path", ["/dev/full", "/nowhere/part.ndjson", "/"])
def test_a_part_that_cannot_be_written_is_our_fault(path):
    """Full disk, no folder, a folder: the fact and the place."""
    with pytest.raises(LedgerUnwritableError, match="cannot be added") as caught:
        append(Path(path), Done(result(0), 1.5))
    assert str(caught.value.where) == path


def test_a_work_that_is_planned_twice_is_in_the_join_twice():
    """One grade is enough for both; a ledger records it once."""
    made = joined(line(result(0)), planned=(PLANNED[0], PLANNED[0]))
    assert made.receipts == (recorded(0), recorded(0))
    assert joined(planned=(PLANNED[0],)).missing == (work(0),)


def test_a_claim_of_points_that_there_are_not_is_told_and_not_recorded():
    """A leg that code got out of could say anything; the sound line after it stands."""
    inflated = line(result(0, points=600.0, max_points=600.0))
    made = joined(inflated + line(result(0)))
    assert told(made) == [("000", 1, "worth")]
    assert made.receipts == (recorded(0),)


def test_a_part_without_end_is_left_off():
    """A hundred megabytes of line ends would be a million strays."""
    made = joined(b"x\n" * 200_000 + line(result(0)))
    assert len(made.strays) < 2_000
    assert "lines from" in made.strays[-1].message
    assert made.missing
