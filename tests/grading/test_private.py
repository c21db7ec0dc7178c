"""A private folder and signals; what it is for is tested with suites."""

from __future__ import annotations

import os
import signal

import pytest

from heldout.grading import private


@pytest.fixture
def received():
    """Signals that came to this process's own handler."""
    found: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: found.append(number))
    yield found
    signal.signal(signal.SIGTERM, before)


def test_sigterm_ends_the_block_and_what_it_does_otherwise_is_put_back(tmp_path, received):
    """The folder is gone, and the process may go on if it wants to."""

    def use_and_be_told_to_end() -> None:
        with private.folder(tmp_path, tmp_path / "no") as made:
            made.lay_out("kmeans", {"a/b.py": b"x"})
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(SystemExit):
        use_and_be_told_to_end()
    assert not list(tmp_path.iterdir())
    assert not received
    os.kill(os.getpid(), signal.SIGTERM)
    assert received == [signal.SIGTERM]


def test_a_signal_while_it_is_removed_is_heard_afterwards(tmp_path, received, monkeypatch):
    """Nothing is left half-way, and nobody waits for a process that was told to end."""
    remove = private.shutil.rmtree

    def interrupted(path) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        assert not received
        remove(path)

    monkeypatch.setattr(private.shutil, "rmtree", interrupted)
    with private.folder(tmp_path, tmp_path / "no") as made:
        made.lay_out("kmeans", {"a.py": b"x"})
    assert not list(tmp_path.iterdir())
    assert received == [signal.SIGTERM]
