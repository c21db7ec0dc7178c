"""The commands of an interview, by themselves."""

from __future__ import annotations

import pytest

from heldout.cli import interview_commands as commands
from heldout.cli import interview_panels as panels
from heldout.cli import interview_talk as talk
from heldout.errors import BadInputError
from tests.practice.interview.sample import Clock, repository, room


def test_every_command_is_found_by_its_word_and_one_key():
    """Whatever its case, and with words after it."""
    for command in commands.COMMANDS:
        assert commands.parse(f"{command.word.upper()} now") is command
    keys = [command.key for command in commands.COMMANDS if command.key]
    assert len(keys) == len(set(keys))
    assert commands.parse("/quit").word == "/pause"
    with pytest.raises(BadInputError, match="there is no /n"):
        commands.parse("/n\x1b")


def test_what_takes_seconds_says_so(tmp_path):
    """Tests, a grade, and questions; nothing else."""
    sat = room(repository(tmp_path), Clock())
    following = commands.parse("/next")
    seen = [commands.meanwhile(sat, following)]
    for _ in sat.round.phases[1:]:
        sat.move()
        seen.append(commands.meanwhile(sat, following))
    assert seen == ["", "", "", "the interviewer thinks", "grading this round"]
    assert commands.meanwhile(sat, commands.parse("/check")) == "the public tests are running"
    assert commands.meanwhile(sat, commands.parse("/hint")) == ""


def test_time_is_told_in_words():
    """What is over is not only another colour."""
    assert [talk.left(each) for each in (151.0, 0.0, -0.2, -80.0)] == [
        "2:31 left",
        "0:00 left",
        "0:00 left",
        "over by 1:20",
    ]


def test_an_editor_with_a_name_that_cannot_be_read_is_none(tmp_path, monkeypatch):
    """A quote that is not closed."""
    monkeypatch.setenv("VISUAL", "'vim")
    with pytest.raises(BadInputError, match="'vim is not installed; open "):
        commands.editor(room(repository(tmp_path), Clock()))


@pytest.mark.parametrize("width", range(36, 130, 7))
def test_the_head_of_the_screen_fits_its_width(tmp_path, width):
    """Also when the time is over, and the title is long."""
    clock = Clock()
    sat = room(repository(tmp_path), clock)
    clock.s += 20_000.0
    assert len(panels.title(sat, width)) <= width
    assert panels.phases(sat, width).cell_len <= width
    assert panels.clock(sat, width).cell_len <= max(width, 40)
