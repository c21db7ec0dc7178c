"""Lines of a file, whole and broken."""

from __future__ import annotations

import io
from datetime import UTC, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.errors import BadInputError
from heldout.ledger import lines
from heldout.ledger.lines import Recorded
from heldout.ledger.problem import Problem, Severity
from heldout.report import Verdict
from tests.ledger.sample import GATE, NOW, SOUND, altered, line, receipt


def read(content: bytes) -> list[Recorded | Problem]:
    """All that is in a file of this content."""
    return list(lines.read(io.BytesIO(content), "7.ndjson"))


def numbered(content: bytes) -> tuple[list[int], list[tuple[int | None, str]]]:
    """Which lines are receipts, and which problems there are."""
    found = read(content)
    return (
        [each.line for each in found if isinstance(each, Recorded)],
        [(each.line, each.code) for each in found if isinstance(each, Problem)],
    )


def test_receipts_are_read_with_their_places_and_their_lines():
    """Lines count from 1; the line is kept as it was."""
    first, second = read(line(1) + line(2))
    assert first == Recorded(receipt(1), line(1).strip(), "7.ndjson", 1)
    assert (second.receipt, second.line) == (receipt(2), 2)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"{\n", "Input data was truncated"),
        (b"not JSON\n", "malformed"),
        (b"[1]\n", "Expected `object`, got `array`"),
        (b'{"version":1}\n', "missing required field `candidate`"),
        (altered(user_id="7"), "`$.user_id`"),
        (altered(verdict="splendid"), "splendid"),
        (altered(points=9), "9 is more than max_points, 5"),
        (altered(submitted_at="2026-03-01T11:00:00"), "`$.submitted_at`"),
        (line().replace(b"ada", b"\xff\xfe"), "utf-8"),
        (b'{"a":' + b"[" * 100_000 + b"\n", "recursion"),
        (b"\0" * 512 + b"\n", "malformed"),
        (altered(candidate="\x1b[2J", verdict="\x1b[2J"), "\\x1b[2J"),
    ],
)
def test_a_line_that_is_no_receipt_is_reported_and_the_others_are_read(bad, words):
    """Before and behind it; with its number, and nothing that a terminal would act on."""
    good, broken, also_good = read(line(1) + bad + line(2))
    assert (good.line, also_good.line) == (1, 3)
    assert (broken.line, broken.code, broken.severity) == (2, "unreadable", Severity.ERROR)
    assert words in broken.message
    assert broken.message.isprintable()
    assert not broken.is_torn


def test_a_last_line_that_breaks_off_is_torn():
    """It has no end, and is no whole JSON value."""
    (_, torn) = read(line(1) + line(2)[:-50])
    assert torn.is_torn
    assert torn.line == 2
    assert f"after {len(line(2)) - 50:,} bytes" in torn.message
    assert numbered(line(1) + b"\0\0\0")[1] == [(2, "torn")]


def test_a_last_line_that_lacks_only_its_end_is_a_receipt():
    """A JSON object says itself where it ends."""
    assert numbered(line(1) + line(2).rstrip()) == ([1, 2], [(2, "unended")])
    assert numbered(line(1) + b'{"version":1}') == ([1], [(2, "unreadable")])


def test_blank_lines_and_other_line_ends_are_no_problem():
    """They count all the same."""
    crlf = line(1).replace(b"\n", b"\r\n")
    assert numbered(b"\n" + crlf + b"  \n" + line(2) + b"\n\n") == ([2, 4], [])


def test_a_newer_version_is_read_with_a_note_and_its_keys_are_kept():
    """If all that is known here can be read."""
    newer = altered(version=2, mood="good")
    note, recorded = read(newer)
    assert (note.code, note.severity) == ("newer-version", Severity.NOTE)
    assert recorded.receipt.version == 2
    assert recorded.raw == newer.rstrip()


def test_a_newer_version_with_unknown_values_says_that_it_is_newer():
    """The next step is then another one."""
    (found,) = read(altered(version=2, verdict="splendid"))
    assert found.code == "unreadable"
    assert "written by a newer heldout (version 2, here 1)" in found.message
    assert found.next_step.startswith("update heldout")


def test_a_giant_line_is_passed_over(monkeypatch):
    """No more than the limit of it is held."""
    monkeypatch.setattr(lines, "MOST_BYTES", 4096)
    giant = b'{"a":"' + b"x" * 50_000 + b'"}\n'
    assert numbered(line(1) + giant + line(2)) == ([1, 3], [(2, "unreadable")])
    assert "longer than" in read(giant)[0].message
    assert numbered(line(1) + giant[:-10]) == ([1], [(2, "torn")])


@given(before=st.integers(0, 3), junk=st.binary(max_size=400), behind=st.integers(0, 3))
def test_no_bytes_hide_the_lines_around_them_or_make_reading_fail(before, junk, behind):
    """Whatever another writer left, in the middle or at the end."""
    head = b"".join(map(line, range(before)))
    tail = b"".join(map(line, range(10, 10 + behind)))
    read_ = [
        each.receipt for each in read(head + junk + b"\n" + tail) if isinstance(each, Recorded)
    ]
    assert read_[:before] == [*map(receipt, range(before))]
    assert read_[len(read_) - behind :] == [*map(receipt, range(10, 10 + behind))]
    assert [each for each in read(head + junk) if isinstance(each, Recorded)] == [
        *read(head)[:before]
    ]


@given(cut=st.integers(1, len(line())), flip=st.integers(0, len(line()) - 1), bit=st.integers(0, 7))
def test_no_damage_to_a_line_makes_reading_fail(cut, flip, bit):
    """Cut anywhere, one bit wrong anywhere."""
    damaged = bytearray(line(1))
    damaged[min(flip, len(damaged) - 1)] ^= 1 << bit
    found = read(line(0) + bytes(damaged[:cut]) + b"\n" + line(2))
    kept = [each.receipt for each in found if isinstance(each, Recorded)]
    assert kept[0] == receipt(0)
    assert kept[-1] == receipt(2)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", (b"", b"")),
        (b"{}\n", (b"{}\n", b"")),
        (b"{}\n{", (b"{}\n", b"{")),
        (b"{", (b"", b"{")),
        (b"{}\n{}", (b"{}\n{}\n", b"")),
        (b"{}\n  ", (b"{}\n  \n", b"")),
        (b"{}\n\0\0", (b"{}\n", b"\0\0")),
    ],
)
def test_only_what_broke_off_is_split_away(content, expected):
    """All else is kept, with an end."""
    assert lines.split_torn(content) == expected


def test_what_is_measured_or_told_anew_makes_no_other_receipt():
    """The time of grading, the commit, the spelling of a login, the speed."""
    again = receipt(
        graded_at=NOW, head_sha=None, candidate="Ada", speed_ratio=None, pull_request=None
    )
    assert lines.fingerprint(again) == lines.fingerprint(receipt())


@pytest.mark.parametrize(
    "changes",
    [
        {"user_id": 8},
        {"slug": "pca"},
        {"suite_sha256": "e" * 64},
        {"limits": None},
        {"submitted_at": NOW},
        {"verdict": Verdict.TIMEOUT},
        {"points": 4.0},
        {"cases": (GATE,)},
    ],
)
def test_another_work_or_result_is_another_receipt(changes):
    """Of somebody else, by another suite, at another time, with other points."""
    assert lines.fingerprint(receipt(**changes)) != lines.fingerprint(receipt())


def test_one_moment_is_one_moment_in_every_zone():
    """In any year that a line may name."""
    there = SOUND.submitted_at.astimezone(timezone(timedelta(hours=5)))
    assert lines.fingerprint(receipt(submitted_at=there)) == lines.fingerprint(receipt())
    first = altered(submitted_at="0001-01-01T00:00:00+14:00")
    last = altered(submitted_at="9999-12-31T23:59:59-12:00")
    marks = {lines.fingerprint(each.receipt) for each in read(first + last)}
    assert len(marks) == 2


def test_a_receipt_that_nobody_could_read_back_is_not_written():
    """A struct made by hand checks nothing; its line would."""
    with pytest.raises(BadInputError, match="kmeans could not be read back") as caught:
        lines.entry(receipt(submitted_at=NOW.astimezone(UTC).replace(tzinfo=None)))
    assert "nothing was written" in caught.value.next_step
    with pytest.raises(BadInputError):
        lines.entry(receipt(cases=(msgspec.structs.replace(GATE, group=""),)))
