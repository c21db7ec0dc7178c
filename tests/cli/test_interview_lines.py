"""A mock interview line by line, in one process."""

from __future__ import annotations

import io
import signal
from collections.abc import Callable, Iterable

import pytest

from heldout.cli import interview_lines, interview_sitting
from heldout.errors import BadInputError
from heldout.practice.interview import session
from heldout.practice.interview.room import Room
from tests.practice.interview.sample import Clock, repository, room


@pytest.fixture
def sat(tmp_path) -> Room:
    """A room somebody has just sat down in."""
    return room(repository(tmp_path), Clock())


class Typed(io.StringIO):
    """Lines that are typed; between them other things may happen."""

    def __init__(self, steps: Iterable[str | Callable[[], object]]) -> None:
        super().__init__()
        self._steps = iter(steps)

    def readline(self, _size: int = -1) -> str:
        """Take the next line."""
        for step in self._steps:
            if isinstance(step, str):
                return f"{step}\n"
            step()
        return ""


def held(sat: Room, *steps: str | Callable[[], object]) -> int | None:
    """Hold the interview with these lines."""
    return interview_lines.hold(sat, Typed(steps), with_partner=False)


def test_a_disk_that_is_full_for_a_while_costs_nothing(sat, capsys):
    """The file is named, and the same can be said again when there is room."""
    file, before = sat.session_file, sat.session_file.read_bytes()

    def fill() -> None:
        file.unlink()
        file.mkdir()

    def free() -> None:
        file.rmdir()
        file.write_bytes(before)

    held(sat, fill, "lost?", free, "kept")
    told = capsys.readouterr().out
    assert f"{file}: this could not be kept (is a directory)" in told
    assert "next: make room, then try again" in told
    assert [each.text for each in session.read(sat.folder)[1:]] == ["kept"]


def test_a_disk_that_stays_full_ends_in_an_error_that_names_the_file(sat):
    """Nothing pretends to be kept."""

    def fill(_: Room) -> None:
        sat.session_file.unlink()
        sat.session_file.mkdir()

    with pytest.raises(BadInputError, match="the last seconds could not be kept") as caught:
        interview_sitting.hold(sat, fill, with_partner=False)
    assert str(sat.session_file) in str(caught.value)


def test_what_was_said_can_be_read_again(sat, capsys):
    """With the clock, and whatever it does to a terminal spelt out."""
    held(sat, "clear \x1b[2J this", "/hint", "/talk")
    told = capsys.readouterr().out
    assert "0:00 YOU: clear \\x1b[2J this\n" in told
    assert "0:00 HINT 1: " in told
    assert "\x1b" not in told


def test_a_round_begins_with_its_statement_and_its_phase_once(tmp_path, capsys):
    """After what the one before was graded."""
    sat = room(repository(tmp_path), Clock(), is_turned=True)
    held(sat, *["/next"] * len(sat.round.phases))
    assert sat.round.slug == "double"
    told = capsys.readouterr().out
    assert told.count("ROUND 2 OF 2: Double") == 1
    assert told.count("# Double") == 1
    assert told.count("CLARIFY (") == 2


def test_a_closed_terminal_gives_its_signal(sat):
    """And the handlers that were there before are there again."""
    before = signal.getsignal(signal.SIGHUP)
    assert held(sat, "one", lambda: signal.raise_signal(signal.SIGHUP), "two") == signal.SIGHUP
    assert signal.getsignal(signal.SIGHUP) is before
    assert sat.events[-1].text == "one"
