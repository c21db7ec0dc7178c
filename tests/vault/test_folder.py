"""A hidden folder on the disk: read whole, written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from heldout.errors import SuiteInTheWayError
from heldout.vault import archive, folder

FILES = {"test_hidden.py": b"1", "accepted/loop.py": b"2" * 5000}


@pytest.fixture
def hidden(tmp_path):
    """A task's hidden folder."""
    path = tmp_path / "double" / folder.NAME
    path.parent.mkdir()
    folder.write(path, FILES)
    return path


#: No file can grow past 4,096 bytes here, as if the disk were full then. In a process of its own:
#: the limit would hold for whatever the tests' own output goes to.
FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from heldout.errors import SuiteInTheWayError
from heldout.vault import folder

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
other, path = map(Path, sys.argv[1:])
for write in (
    lambda: folder.write(other, {"test_hidden.py": b"1", "accepted/loop.py": b"2" * 5000}),
    lambda: folder.replace(path, b"new" * 5000),
):
    try:
        write()
    except SuiteInTheWayError as exc:
        assert "File too large" in str(exc), exc
    else:
        raise SystemExit("this was written")
"""


def test_what_is_written_is_read(hidden):
    """By names relative to the folder; others may read it, as any file of the repository."""
    assert folder.read(hidden) == FILES
    assert hidden.stat().st_mode & 0o055
    assert list(hidden.parent.iterdir()) == [hidden]


def test_by_products_are_passed_over(hidden):
    """What an interpreter, an editor or a file manager leaves behind."""
    for name in ("__pycache__/a.pyc", ".DS_Store", "accepted/.loop.py.swp", ".pytest_cache/x"):
        (hidden / name).parent.mkdir(exist_ok=True)
        (hidden / name).write_bytes(b"")
    assert folder.read(hidden) == FILES


def test_links_and_pipes_are_refused(hidden):
    """To a file or a folder; nothing is read through them, and a pipe is not waited for."""
    for make in (
        lambda path: path.symlink_to(hidden / "test_hidden.py"),
        lambda path: path.symlink_to(hidden.parent),
        lambda path: path.symlink_to("nowhere"),
        os.mkfifo,
    ):
        make(hidden / "odd.py")
        with pytest.raises(SuiteInTheWayError, match=r"odd\.py: this is (a link|no plain file)"):
            folder.read(hidden)
        (hidden / "odd.py").unlink()


def test_a_file_that_cannot_be_sealed_is_not_read_whole(hidden):
    """Nor are more files than can be."""
    with (hidden / "large.py").open("wb") as file:
        file.truncate(1 << 32)
    with pytest.raises(SuiteInTheWayError, match=r"large\.py: .* larger than the 8,388,608 bytes"):
        folder.read(hidden)
    (hidden / "large.py").unlink()
    for n in range(archive.MOST_MEMBERS):
        (hidden / f"{n}.py").touch()
    with pytest.raises(SuiteInTheWayError, match="more than 2,000 files"):
        folder.read(hidden)


def test_a_folder_in_the_way_is_left_alone(hidden):
    """Whatever is in it."""
    with pytest.raises(SuiteInTheWayError, match="not empty"):
        folder.write(hidden, {"other.py": b""})
    assert folder.read(hidden) == FILES
    assert list(hidden.parent.iterdir()) == [hidden]


def test_a_full_disk_leaves_nothing_behind(hidden):
    """Neither a part of a folder nor a part of a file; what was there stays."""
    other = hidden.parent / "other" / folder.NAME
    other.parent.mkdir()
    path = hidden.parent / "hidden.age"
    path.write_bytes(b"old")
    command = [sys.executable, "-c", FULL_DISK, str(other), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert not list(other.parent.iterdir())
    assert path.read_bytes() == b"old"
    assert {each.name for each in hidden.parent.iterdir()} == {"hidden", "hidden.age", "other"}


def test_what_a_killed_process_left_is_removed(hidden):
    """By the next one, of the same name only."""
    home = hidden.parent
    (home / ".hidden.k2j4x9.partial" / "hidden").mkdir(parents=True)
    (home / ".hidden.age.k2j4x9.partial").touch()
    (home / ".hidden.notes").touch()
    hidden.rename(home / "away")
    folder.write(hidden, FILES)
    assert {each.name for each in home.glob(".*")} == {
        *(".hidden.age.k2j4x9.partial", ".hidden.notes"),
    }
    folder.replace(home / "hidden.age", b"")
    assert {each.name for each in home.glob(".*")} == {".hidden.notes"}
