"""What is remembered of checks: whole lines, in a folder that git does not see."""

from __future__ import annotations

import errno
import os
import subprocess
from datetime import UTC, datetime

import msgspec
import pytest

from heldout.practice import checks, place
from heldout.practice.checks import Check
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


def test_checks_come_back_in_their_order(tmp_path):
    """One by one or together."""
    checks.remember(tmp_path, [CHECK])
    checks.remember(tmp_path, [LATER, CHECK])
    assert checks.read(tmp_path) == [CHECK, LATER, CHECK]


def test_without_any_there_is_nothing_and_nothing_is_made(tmp_path):
    """Reading leaves no folder behind, and neither does remembering nothing."""
    checks.remember(tmp_path, [])
    assert checks.read(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_git_does_not_see_the_folder(tmp_path):
    """So it never gets into what is handed in."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    checks.remember(tmp_path, [CHECK])
    told = subprocess.run(
        ["git", "status", "--porcelain"], cwd=tmp_path, capture_output=True, check=True
    )
    assert told.stdout == b""


@pytest.mark.parametrize(
    "broken",
    [b"{", b"\xff\xfe", b"[]", b'{"slug": 1}', msgspec.json.encode(CHECK).replace(b":1}", b":2}")],
)
def test_a_line_that_cannot_be_read_costs_no_other(tmp_path, broken):
    """Torn, damaged, or by a newer heldout; it stays where it is."""
    checks.remember(tmp_path, [CHECK])
    path = place.folder(tmp_path) / "checks.ndjson"
    path.write_bytes(path.read_bytes() + broken)
    checks.remember(tmp_path, [LATER])
    assert checks.read(tmp_path) == [CHECK, LATER]
    assert broken in path.read_bytes()


def test_what_cannot_be_written_is_told(tmp_path):
    """A file is where the folder belongs."""
    (tmp_path / place.NAME).write_bytes(b"")
    with pytest.raises(OSError, match=os.strerror(errno.EEXIST)):
        checks.remember(tmp_path, [CHECK])
    assert checks.read(tmp_path) == []
