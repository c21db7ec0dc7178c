"""What is remembered: whole lines, in a folder that git does not see."""

from __future__ import annotations

import errno
import os
import subprocess
from datetime import UTC, datetime

import msgspec
import pytest

from heldout.practice import diary, place
from heldout.practice.diary import Check, GivenUp, Hint, Reset
from heldout.report import Verdict

CHECK = Check(
    slug="kmeans",
    kind="challenge",
    solution_sha="a" * 40,
    verdict=Verdict.FAILED,
    at=datetime(2026, 12, 1, 9, tzinfo=UTC),
    passed=3,
    total=5,
)
LATER = msgspec.structs.replace(CHECK, verdict=Verdict.PASSED, passed=5)


def test_entries_come_back_in_their_order(tmp_path):
    """One by one or together, of every kind."""
    others = [
        Hint(at=CHECK.at, slug="kmeans", number=1),
        Reset(at=CHECK.at, slug="kmeans", kept="attempts/kmeans/1.py"),
        GivenUp(at=CHECK.at, slug="pca"),
    ]
    diary.write(tmp_path, [CHECK])
    diary.write(tmp_path, [*others, LATER])
    entries = diary.read(tmp_path)
    assert entries == [CHECK, *others, LATER]
    assert diary.of(entries, Check, "kmeans") == [CHECK, LATER]
    assert diary.of(entries, GivenUp, "kmeans") == []


def test_without_any_there_is_nothing_and_nothing_is_made(tmp_path):
    """Reading leaves no folder behind, and neither does remembering nothing."""
    diary.write(tmp_path, [])
    assert diary.read(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_git_does_not_see_the_folder(tmp_path):
    """So it never gets into what is handed in."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    diary.write(tmp_path, [CHECK])
    told = subprocess.run(
        ["git", "status", "--porcelain"], cwd=tmp_path, capture_output=True, check=True
    )
    assert told.stdout == b""


@pytest.mark.parametrize(
    "broken",
    [b"{", b"\xff\xfe", b"[]", b'{"what": "flight"}', msgspec.json.encode(CHECK)[:-9]],
)
def test_a_line_that_cannot_be_read_costs_no_other(tmp_path, broken):
    """Torn, damaged, or by a newer heldout; it stays where it is."""
    diary.write(tmp_path, [CHECK])
    path = place.folder(tmp_path) / "diary.ndjson"
    path.write_bytes(path.read_bytes() + broken)
    diary.write(tmp_path, [LATER])
    assert diary.read(tmp_path) == [CHECK, LATER]
    assert broken in path.read_bytes()


def test_what_cannot_be_written_is_told(tmp_path):
    """A file is where the folder belongs."""
    (tmp_path / place.NAME).write_bytes(b"")
    with pytest.raises(OSError, match=os.strerror(errno.EEXIST)):
        diary.write(tmp_path, [CHECK])
    assert diary.read(tmp_path) == []
