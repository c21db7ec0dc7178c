"""A mock interview, line by line: for any terminal, a pipe, a screen reader."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn, TextIO

from rich.text import Text

from heldout.cli import interview_commands as commands
from heldout.cli import interview_talk as talk
from heldout.cli import screen
from heldout.cli.interview_commands import Command, Own
from heldout.cli.interview_talk import Turn
from heldout.errors import HeldoutError
from heldout.practice.interview import papers
from heldout.practice.interview.room import Room


class _Gone(BaseException):
    """The terminal was closed, or the process was told to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def hold(room: Room, lines: TextIO, *, with_partner: bool) -> int | None:
    """Hold the interview until it is over, or somebody gets up; give the signal that ended it."""
    with _signals():
        try:
            _greet(room, with_partner=with_partner)
            _Lines(room, lines).talk()
        except KeyboardInterrupt:
            _say("")
        except _Gone as exc:
            return exc.number
    return None


class _Lines:
    """One conversation."""

    def __init__(self, room: Room, lines: TextIO) -> None:
        self._room = room
        self._lines = lines
        self._shown = len(room.events)
        self._own: dict[Own, Callable[[], object]] = {
            Own.EDIT: self._edit,
            Own.STATEMENT: self._statement,
            Own.TALK: self._talk,
            Own.END: self._end,
            Own.HELP: _help,
        }

    def talk(self) -> None:
        """Take line after line."""
        self._begin_round()
        while not self._room.state.is_finished:
            self._prompt()
            line = self._lines.readline()
            if not line:
                return
            text = line.strip()
            place = self._room.state.round
            try:
                if not self._take(text):
                    return
                self._catch_up(place)
            except HeldoutError as exc:
                _complain(exc)
            except OSError as exc:
                _complain(commands.cannot_keep(self._room, exc))

    def _take(self, text: str) -> bool:
        """Do what a line says; False to get up."""
        if not text:
            _say(commands.clock(self._room))
        elif not text.startswith("/"):
            self._room.answer(text)
        else:
            return self._obey(commands.parse(text))
        return True

    def _obey(self, command: Command) -> bool:
        if command.act is Own.PAUSE:
            return False
        if isinstance(command.act, Own):
            self._own[command.act]()
        else:
            _say_some(command.act(self._room))
        return True

    def _catch_up(self, place: int) -> None:
        """Show what has happened; `place` is the round that was on before."""
        events = self._room.events
        for turn in talk.turns(self._room, events[self._shown :]):
            if not turn.is_known:
                _show(turn)
        self._shown = len(events)
        if self._room.state.round != place:
            self._begin_round()

    def _begin_round(self) -> None:
        room = self._room
        _say("")
        _say(f"ROUND {room.state.round + 1} OF {len(room.state.loop.rounds)}: {room.round.title}")
        self._statement()
        _say(f"your file: {screen.from_here(room.paper)}")
        _show(talk.phase(room.elapsed_s, room.phase))

    def _statement(self) -> None:
        _say("")
        _say(talk.statement(self._room))
        _say("")

    def _talk(self) -> None:
        for turn in (talk.opening(self._room), *talk.turns(self._room, self._room.events)):
            _show(turn, f"{papers.clock(turn.clock_s)} ")

    def _edit(self) -> None:
        commands.open_editor(commands.editor(self._room))
        _say(commands.clock(self._room))

    def _end(self) -> None:
        _say_some(commands.end(self._room))

    def _prompt(self) -> None:
        if self._lines.isatty():
            phase_s, _ = self._room.left_s()
            words = f"[{self._room.phase.name} {talk.left(phase_s)}] "
            screen.out.print(words, end="", markup=False, highlight=False)


def _greet(room: Room, *, with_partner: bool) -> None:
    loop = room.state.loop
    rounds = ", then ".join(f"{each.title} ({each.minutes} min)" for each in loop.rounds)
    _say(
        f"{loop.track} interview, {loop.level}, {loop.minutes} minutes, seed {loop.seed}: {rounds}"
    )
    if with_partner:
        _say(f"the interviewer's side is in {screen.from_here(room.folder / papers.PARTNER)}")
    _say("")
    _help()


def _help() -> None:
    for command in commands.COMMANDS:
        _say(f"{command.word:<8}{command.help}")
    _say(commands.SPEECH)


def _show(turn: Turn, at: str = "") -> None:
    who = f"{turn.who if turn.who[:1].isupper() else turn.who.upper()}: " if turn.who else ""
    _say(Text(f"{at}{who}").append_text(turn.body))


def _complain(error: HeldoutError) -> None:
    where = "" if error.where is None else f"{error.where}: "
    _say(screen.safe_lines(f"{where}{error.fact}"))
    _say(f"  next: {screen.safe(error.next_step)}")


def _say_some(text: str) -> None:
    if text:
        _say(text)


def _say(text: str | Text) -> None:
    shown = Text(screen.safe_lines(text)) if isinstance(text, str) else text
    # A terminal breaks long lines between words; a pipe has no width.
    screen.out.print(shown, highlight=False, soft_wrap=not screen.out.is_terminal)


@contextmanager
def _signals() -> Iterator[None]:
    """Get up when the terminal is closed, instead of falling."""

    def go(number: int, _: object) -> NoReturn:
        raise _Gone(number)

    before = {each: signal.signal(each, go) for each in (signal.SIGHUP, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
