"""A mock interview, line by line: for any terminal, a pipe, a screen reader."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from heldout.cli import interview_work, screen
from heldout.practice.interview import papers
from heldout.practice.interview.loop import Round
from heldout.practice.interview.room import Room

_BEAT_S = 5.0
_HELP = """\
/next    go on to the next phase        /check   run the public tests on what you wrote
/edit    open your file in an editor    /hint    give the next hint
/ask     the next question              /show    the statement again
/time    the clock                      /pause   leave; heldout interview --resume goes on
/end     end the interview here         /help    this list
Anything else is written down as what you say; after a question, as your answer."""
_PHASES_WITH_QUESTIONS = ("discuss",)


def hold(room: Room, lines: TextIO, *, with_partner: bool) -> None:
    """Hold the interview until it is over, or somebody gets up."""
    room.enter()
    _greet(room, with_partner=with_partner)
    _begin_round(room, room.round)
    with _heartbeat(room):
        try:
            _talk(room, lines)
        except KeyboardInterrupt:
            _say("")
    room.leave()
    if room.state.is_finished:
        interview_work.close(room, with_partner=with_partner)
        return
    _say("paused; nothing is lost")
    _say("  next: heldout interview --resume")


def _talk(room: Room, lines: TextIO) -> None:
    while not room.state.is_finished:
        _prompt(room, lines)
        line = lines.readline()
        if not line:
            return
        text = line.strip()
        if not text:
            _time(room)
        elif text.startswith("/"):
            if not _obey(room, text):
                return
        else:
            room.answer(text)


def _obey(room: Room, text: str) -> bool:
    """Carry out a command; False to get up."""
    word = text.split()[0].lower()
    if word in ("/pause", "/quit"):
        return False
    act = _COMMANDS.get(word)
    if act is None:
        _say(f"there is no {word}; /help lists what there is")
    else:
        act(room)
    return True


def _end(room: Room) -> None:
    interview_work.grade(room)
    room.finish(early=True)


def _help(room: Room) -> None:  # noqa: ARG001 — as all commands
    _say(_HELP)


def _next(room: Room) -> None:
    before = room.state.round
    is_last = room.state.phase == len(room.round.phases) - 1
    if is_last:
        interview_work.grade(room)
    if not room.move():
        return
    if room.state.round != before:
        _begin_round(room, room.round)
    else:
        _phase(room)


def _greet(room: Room, *, with_partner: bool) -> None:
    loop = room.state.loop
    rounds = ", then ".join(f"{each.title} ({each.minutes} min)" for each in loop.rounds)
    _say(
        f"{loop.track} interview, {loop.level}, {loop.minutes} minutes, seed {loop.seed}: {rounds}"
    )
    if with_partner:
        _say(f"the interviewer's side is in {screen.from_here(room.folder / papers.PARTNER)}")
    _say("")
    _say(_HELP)


def _begin_round(room: Room, each: Round) -> None:
    _say("")
    _say(f"ROUND {room.state.round + 1} OF {len(room.state.loop.rounds)}: {each.title}")
    _statement(room)
    _say(f"your file: {screen.from_here(room.paper)}")
    _phase(room)


def _statement(room: Room) -> None:
    _say("")
    _say(room.task.statement.read_text(encoding="utf-8").rstrip())
    _say("")


def _phase(room: Room) -> None:
    phase = room.phase
    _say(f"{phase.name.upper()} ({phase.minutes} min): {phase.advice}")
    if phase.name in _PHASES_WITH_QUESTIONS:
        _ask(room)


def _ask(room: Room) -> None:
    question = room.ask()
    if question is None:
        _say("no more questions about this; /next goes on")
    else:
        _say(f"INTERVIEWER: {question.text}")


def _hint(room: Room) -> None:
    given = room.hint()
    if given is None:
        _say("there are no more hints")
    else:
        _say(f"HINT {given[0]}: {given[1]}")


def _time(room: Room) -> None:
    phase_s, round_s = room.left_s()
    _say(
        f"{room.phase.name}: {papers.clock(phase_s)} left; round: {papers.clock(round_s)} left; "
        f"sat {papers.clock(room.elapsed_s)} of {room.state.loop.minutes}:00"
    )


def _edit(room: Room) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    words = shlex.split(editor) if editor else []
    if not words or shutil.which(words[0]) is None:
        reason = f"{words[0]} is not installed" if words else "neither VISUAL nor EDITOR is set"
        _say(f"{reason}; open {screen.from_here(room.paper)} in an editor of yours")
        return
    # The clock goes on meanwhile, as it would.
    subprocess.run([*words, str(room.paper)], check=False)
    _time(room)


def _prompt(room: Room, lines: TextIO) -> None:
    if lines.isatty():
        phase_s, _ = room.left_s()
        screen.out.print(
            f"[{room.phase.name} {papers.clock(phase_s)}] ", end="", markup=False, highlight=False
        )


@contextmanager
def _heartbeat(room: Room) -> Iterator[None]:
    """Note every few seconds that somebody is here, while a line is waited for."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(_BEAT_S):
            try:
                room.beat()
            except OSError:
                # The next thing that is said finds the same, and tells it.
                return

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _say(text: str) -> None:
    screen.out.print(screen.safe_lines(text), markup=False, highlight=False, soft_wrap=True)


_COMMANDS: dict[str, Callable[[Room], None]] = {
    "/next": _next,
    "/edit": _edit,
    "/check": interview_work.check,
    "/hint": _hint,
    "/ask": _ask,
    "/show": _statement,
    "/time": _time,
    "/end": _end,
    "/help": _help,
}
