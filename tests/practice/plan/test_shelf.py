"""A plan's files: whole or not at all, one writer at a time, the old one kept."""

from __future__ import annotations

import resource
import signal
from datetime import datetime

import filelock
import pytest

from heldout.errors import BadInputError
from heldout.practice.plan import shelf

NOW = datetime(2026, 12, 1, 9, 30)  # noqa: DTZ001 — a folder's name


def test_files_are_written_together(tmp_path):
    """And nothing is left beside them."""
    one, two = tmp_path / "plan.md", tmp_path / "plan.ics"
    shelf.put({one: b"a", two: b"b"})
    shelf.put({one: b"c"})
    assert (one.read_bytes(), two.read_bytes()) == (b"c", b"b")
    assert sorted(tmp_path.iterdir()) == [two, one]


def test_where_one_cannot_be_written_none_is(tmp_path):
    """A folder in the way of the calendar leaves the plan as it was."""
    plan, folder = tmp_path / "plan.md", tmp_path / "plan.ics"
    plan.write_bytes(b"old")
    folder.mkdir()
    with pytest.raises(BadInputError, match="it is a folder") as caught:
        shelf.put({plan: b"new", folder: b"x"})
    assert caught.value.where == folder
    with pytest.raises(BadInputError, match="no such file or directory"):
        shelf.put({plan: b"new", tmp_path / "absent" / "plan.md": b"x"})
    assert plan.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [folder, plan]


def test_a_full_disk_leaves_the_old_plan(tmp_path):
    """And says that nothing was lost."""
    plan = tmp_path / "plan.md"
    plan.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
        with pytest.raises(BadInputError, match=r"file too large.*what was there is as it was"):
            shelf.put({plan: b"x" * 1000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert plan.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [plan]


def test_what_was_is_kept_under_a_name_of_its_own(tmp_path):
    """Two in a minute do not overwrite each other."""
    plan = tmp_path / "my plan.md"
    with shelf.held(tmp_path):
        first = shelf.keep(tmp_path, plan, b"1", NOW)
        second = shelf.keep(tmp_path, plan, b"2", NOW)
    assert first.name == "my plan-2026-12-01-0930.md"
    assert second.name == "my plan-2026-12-01-0930-2.md"
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    assert first.parent == tmp_path / ".heldout" / "plans"


def test_one_writes_at_a_time(tmp_path, monkeypatch):
    """The second waits, and then says who is in the way."""
    with shelf.held(tmp_path):
        pass
    monkeypatch.setattr(shelf, "_LOCK_S", 0.05)
    with (
        filelock.FileLock(tmp_path / ".heldout" / "plans" / ".lock"),
        pytest.raises(BadInputError, match="another process has been writing a plan"),
        shelf.held(tmp_path),
    ):
        pass


def test_a_folder_that_takes_nothing_is_said(tmp_path):
    """A file where the folder should be."""
    (tmp_path / ".heldout").write_text("in the way")
    with pytest.raises(BadInputError, match="cannot be written"), shelf.held(tmp_path):
        pass
