"""A hidden folder on the disk: read whole, written whole or not at all."""

from __future__ import annotations

import os
import resource
import signal

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


@pytest.fixture
def full_disk():
    """No file can grow past 4,096 bytes, as if the disk were full then."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


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


@pytest.mark.usefixtures("hidden", "full_disk")
def test_a_full_disk_leaves_nothing_behind(hidden):
    """Neither half a folder nor half a file, and the old file is whole."""
    path = hidden.with_name("hidden.age")
    folder.replace(path, b"old")
    other = hidden.with_name("other") / folder.NAME
    other.parent.mkdir()
    with pytest.raises(SuiteInTheWayError, match="File too large"):
        folder.write(other, FILES)
    with pytest.raises(SuiteInTheWayError, match="File too large"):
        folder.replace(path, b"new" * 5000)
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
