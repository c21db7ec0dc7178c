"""git under limits: in time, in memory, in what it writes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from heldout.errors import GitFailedError
from heldout.submission import git
from heldout.submission.git import READING, Limits

SLOW = "#!/bin/sh\nsleep 60 & echo $! >{note}\nwait\n"


def test_output_past_the_limit_is_an_error(store):
    """It is never held in memory, and never taken for the whole."""
    blob = store.write("blob", bytes(3 << 20))
    assert len(git.run(store.folder, "cat-file", "blob", blob).output) == 3 << 20
    with pytest.raises(GitFailedError, match="more than the 1,048,576 bytes"):
        git.run(store.folder, "cat-file", "blob", blob, limits=Limits(60, 1 << 20, 2 << 30))


def test_memory_past_the_limit_is_not_given(store):
    """What git must hold in one piece may not be larger; this process goes on."""
    tree = store.write("tree", bytes(40 << 20))
    roomy, tight = Limits(60, 1 << 30, 400 << 20), Limits(60, 1 << 30, 40 << 20)
    for limits, fits in ((roomy, True), (tight, False)):
        given = f"{tree}\n".encode()
        done = git.run(store.folder, "cat-file", "--batch", given=given, limits=limits)
        assert (done.status == 0) == fits
        assert (len(done.output) > 40 << 20) == fits


def test_what_takes_too_long_is_ended_with_all_it_has_started(store, tmp_path, monkeypatch):
    """A fetch starts others."""
    note, double = tmp_path / "note", tmp_path / "git"
    double.write_text(SLOW.format(note=note))
    double.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    began = time.perf_counter()
    with pytest.raises(GitFailedError, match=r"git fetch was not done after 0\.5 s"):
        git.run(store.folder, "fetch", limits=Limits(0.5, 1 << 20, 2 << 30))
    assert time.perf_counter() - began < 10
    if note.exists():  # it had come so far
        state = Path(f"/proc/{note.read_text().strip()}/stat")
        assert not state.exists() or ") Z " in state.read_text()


def test_a_machine_without_git_is_told_how_to_get_it(store, monkeypatch, tmp_path):
    """It is needed only here."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitFailedError, match="apt-get install git"):
        git.run(store.folder, "version")


def test_what_git_says_of_an_error_is_short_and_safe_to_print(store):
    """It quotes what it was given."""
    done = git.run(store.folder, "rev-parse", "--verify", "\x1b[2J" + "x" * 9000)
    assert done.status != 0
    assert len(done.error) < 9000
    assert done.error.isprintable()
    assert READING.wall_s == 60
