"""What can be done in an interview, written once: typed on a line, or by a key of the screen."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import NamedTuple

from heldout.cli import interview_work, screen
from heldout.cli.interview_talk import left
from heldout.errors import BadInputError, HeldoutError
from heldout.practice.interview import papers
from heldout.practice.interview.room import Room

#: Does something in the room, and gives what else there is to say; events say the rest.
Act = Callable[[Room], str]

#: Columns and lines below which the screen has no room for what it shows.
LEAST_SIZE = (40, 12)
_PHASES_WITH_QUESTIONS = ("discuss",)


class Own(Enum):
    """What the one who shows the interview does in a way of their own."""

    EDIT = "edit"
    STATEMENT = "statement"
    TALK = "talk"
    PAUSE = "pause"
    END = "end"
    HELP = "help"


class Command(NamedTuple):
    """A command: how it is typed, its key on the screen, its short name there, what it does."""

    word: str
    key: str
    label: str
    help: str
    act: Act | Own


def parse(text: str) -> Command:
    """Find the command of a line that begins with `/`. Raises `BadInputError` if there is none."""
    typed = text.split()[0].lower()
    word = _ALIASES.get(typed, typed)
    for command in COMMANDS:
        if word == command.word:
            return command
    raise BadInputError(f"there is no {screen.safe(typed)}", next_step="/help lists what there is")


def meanwhile(room: Room, command: Command) -> str:
    """Say what is going on while a command takes seconds; nothing, where it takes none."""
    if command.act is _next:
        if _is_last_phase(room):
            return _GRADING
        following = room.round.phases[room.state.phase + 1].name
        return _ASKING if following in _PHASES_WITH_QUESTIONS else ""
    return _MEANWHILE.get(command.word, "")


def has_questions(room: Room) -> bool:
    """Say whether the interviewer asks in the phase that is on."""
    return room.phase.name in _PHASES_WITH_QUESTIONS


def end(room: Room) -> str:
    """Grade what there is, and end the interview here."""
    told = _grade(room)
    room.finish(early=True)
    return told


def clock(room: Room) -> str:
    """Tell the clock of the phase, of the round and of the whole."""
    phase_s, round_s = room.left_s()
    sat, of = papers.clock(room.elapsed_s), room.state.loop.minutes
    return f"{room.phase.name}: {left(phase_s)}; round: {left(round_s)}; sat {sat} of {of}:00"


def cannot_keep(room: Room, exc: OSError) -> BadInputError:
    """Tell of a disk that does not take what happens."""
    return BadInputError(
        f"this could not be kept ({(exc.strerror or str(exc)).lower()}); what was kept before is "
        "there",
        where=screen.from_here(room.session_file) if exc.filename is None else exc.filename,
        next_step="make room, then try again, or heldout interview --resume later",
    )


def editor(room: Room) -> list[str]:
    """Give the command that opens the paper. Raises `BadInputError` where there is no editor."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError:
        words = [named]
    if words and shutil.which(words[0]) is not None:
        return [*words, str(room.paper)]
    reason = (
        f"{screen.safe(words[0])} is not installed" if words else "neither VISUAL nor EDITOR is set"
    )
    raise BadInputError(
        f"{reason}; open {screen.from_here(room.paper)} in an editor of yours",
        next_step="the clock goes on; /check runs the public tests on it",
    )


def open_editor(command: list[str]) -> None:
    """Wait until the editor is closed. Raises `OSError` if it cannot be started."""
    # The clock goes on meanwhile, as it would; Ctrl-C there is the editor's.
    with _interrupts_for_others():
        subprocess.run(command, check=False)


@contextmanager
def _interrupts_for_others() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _next(room: Room) -> str:
    told = _grade(room) if _is_last_phase(room) else ""
    if room.move() and has_questions(room):
        return _ask(room)
    return told


def _check(room: Room) -> str:
    interview_work.check(room)
    return ""


def _hint(room: Room) -> str:
    return "there are no more hints" if room.hint() is None else ""


def _ask(room: Room) -> str:
    if room.ask() is None:
        return "no more questions about this; /next goes on"
    return ""


def _grade(room: Room) -> str:
    """Grade the round; where that cannot be done, the interview goes on without its points."""
    try:
        interview_work.grade(room)
    except HeldoutError as exc:
        return f"this round could not be graded: {exc.fact}"
    return ""


def _is_last_phase(room: Room) -> bool:
    return room.state.phase == len(room.round.phases) - 1


COMMANDS = (
    Command("/next", "f2", "next", "go on to the next phase", _next),
    Command("/check", "f3", "check", "run the public tests on what you wrote", _check),
    Command("/edit", "f4", "edit", "open your file in an editor", Own.EDIT),
    Command("/hint", "f5", "hint", "give the next hint", _hint),
    Command("/ask", "f6", "ask", "the next question", _ask),
    Command("/show", "", "", "the statement again", Own.STATEMENT),
    Command("/talk", "", "", "what was said and done so far", Own.TALK),
    Command("/time", "", "", "the clock", clock),
    Command("/pause", "f7", "pause", "leave; heldout interview --resume goes on", Own.PAUSE),
    Command("/end", "f8", "end", "end the interview here, and see the scorecard", Own.END),
    Command("/help", "f1", "help", "this list", Own.HELP),
)
SPEECH = "Anything else is written down as what you say; after a question, as your answer."
_ALIASES = {"/quit": "/pause", "/exit": "/pause"}
_GRADING = "grading this round"
_ASKING = "the interviewer thinks"
_MEANWHILE = {"/check": "the public tests are running", "/ask": _ASKING, "/end": _GRADING}
