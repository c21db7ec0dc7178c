"""The desk on an interview's screen: the clock, the statement and the talk, a key for each thing.

The commands are those of line mode. What takes seconds runs in a thread, and the clock goes on.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Print, Resize
from textual.screen import Screen
from textual.widgets import Markdown, Static

from heldout.cli import interview_commands as commands
from heldout.cli import interview_panels as panels
from heldout.cli import interview_talk as talk
from heldout.cli import screen as terminal
from heldout.cli.interview_commands import LEAST_SIZE, Act, Command, Own
from heldout.cli.interview_dialogs import Help, Say, Sure
from heldout.cli.interview_sitting import die_of
from heldout.errors import BadInputError, HeldoutError
from heldout.practice.interview import papers
from heldout.practice.interview.room import Room

_TICK_S = 1.0
_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_TOAST_S = 8.0
#: From this many columns on, the statement and the talk stand side by side.
_WIDE = 110


def _bindings() -> Iterator[Binding]:
    for command in commands.COMMANDS:
        if command.key:
            yield Binding(command.key, f"obey('{command.word}')", command.label)
    yield Binding("tab", "turn", "view")
    yield Binding("ctrl+c", "interrupt", "pause")
    yield Binding("pageup", "scroll_panel(-1)", "scroll up")
    yield Binding("pagedown", "scroll_panel(1)", "scroll down")


_BINDINGS = tuple(_bindings())
_ACTIONS = {each.key: each.action for each in _BINDINGS}


class Desk(Screen[None]):
    """What somebody sits in front of."""

    AUTO_FOCUS = "#say"
    BINDINGS: ClassVar[list[BindingType]] = [*_BINDINGS]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 — as typed there
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012

    def __init__(self, room: Room, *, with_partner: bool) -> None:
        super().__init__()
        self._room = room
        self._with_partner = with_partner
        self._pool = ThreadPoolExecutor(1, "interview")
        self._busy = ""
        self._leaves_after = False
        self._shown = 0
        self._unread = 0
        self._place = -1
        self._over: set[tuple[int, int]] = set()
        self._panel = "statement"

    def compose(self) -> ComposeResult:
        """Put everything in its place."""
        yield Static(id="small")
        yield Static(id="title", markup=False)
        yield Static(id="phases")
        yield Static(id="clock")
        yield Static(id="advice", markup=False)
        with Horizontal(id="panels"):
            with VerticalScroll(id="statement", classes="panel", can_focus=False):
                yield Markdown(open_links=False)
            yield VerticalScroll(id="talk", classes="panel", can_focus=False)
        yield Say(_ACTIONS, id="say")
        yield Static(id="keys")

    async def on_mount(self) -> None:
        """Begin where the interview stands."""
        self._loop = asyncio.get_running_loop()
        self._handlers = {each: signal.signal(each, self._take_signal) for each in _SIGNALS}
        self.app.begin_capture_print(self)
        self.query_one("#talk", VerticalScroll).anchor()
        self._add(panels.turn(talk.opening(self._room)))
        if self._is_over():
            self._over.add(self._here())
        await self._catch_up()
        if self._with_partner:
            side = terminal.from_here(self._room.folder / papers.PARTNER)
            self._add(panels.aside(f"the interviewer's side is in {side}"))
        self._unread = 0
        self._turn_to("talk" if commands.has_questions(self._room) else "statement")
        self.set_interval(_TICK_S, self._tick)

    def on_unmount(self) -> None:
        """Give the signals back, and wait for no thread."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def on_resize(self, event: Resize) -> None:
        """Show the clock alone where nothing else has room."""
        width, height = event.size
        self.set_class(width < LEAST_SIZE[0] or height < LEAST_SIZE[1], "-small")
        self._refresh_titles()
        self._refresh_head()

    def on_print(self, event: Print) -> None:
        """Show what a check warns of; it prints as in any terminal."""
        text = Text.from_ansi(event.text).plain.strip()
        if text:
            self._add(panels.aside(text))

    async def on_say_said(self, said: Say.Said) -> None:
        """Note what was typed, or do it."""
        if said.text.startswith("/"):
            is_done = self._try(lambda: self._obey(commands.parse(said.text)))
        else:
            is_done = self._try(lambda: self._room.answer(said.text))
        if not is_done:
            self.query_one(Say).put_back(said.text)
        await self._catch_up()

    async def on_say_pressed(self, pressed: Say.Pressed) -> None:
        """Do what the key is bound to."""
        await self.app.run_action(_ACTIONS[pressed.key], self)

    async def action_obey(self, word: str) -> None:
        """Do what a key stands for."""
        self._try(lambda: self._obey(commands.parse(word)))
        await self._catch_up()

    def action_turn(self) -> None:
        """Change the panel that is seen, or where both are, the one that scrolls."""
        self._turn_to("talk" if self._panel == "statement" else "statement")

    def action_scroll_panel(self, direction: int) -> None:
        """Scroll the panel by a page."""
        panel = self.query_one(f"#{self._panel}", VerticalScroll)
        if direction < 0:
            panel.scroll_page_up(animate=False)
        else:
            panel.scroll_page_down(animate=False)

    def action_interrupt(self) -> None:
        """Copy what is selected; where nothing is, leave."""
        selected = self.query_one(Say).selected_text or self.get_selected_text()
        if not selected:
            self.pause()
            return
        self.app.copy_to_clipboard(selected)
        self.clear_selection()
        self.notify("copied", timeout=_TOAST_S)

    def pause(self) -> None:
        """Leave: at once, or after what is being done; asked twice, without it."""
        if not self._busy:
            self.app.exit()
        elif self._leaves_after:
            self._go(signal.SIGINT)
        else:
            self._leaves_after = True
            self._tell(f"{self._busy}; this pauses when that is done, Ctrl-C again leaves now")

    def _try(self, act: Callable[[], None]) -> bool:
        """Do something, or tell why not; say whether it was done."""
        try:
            act()
        except HeldoutError as exc:
            self._complain(exc)
        except OSError as exc:
            self._complain(commands.cannot_keep(self._room, exc))
        else:
            return True
        return False

    def _obey(self, command: Command) -> None:
        match command.act:
            case Own.PAUSE:
                self.pause()
            case Own.HELP:
                self.app.push_screen(Help())
            case Own.STATEMENT:
                self._turn_to("statement")
            case Own.TALK:
                self._turn_to("talk")
            case Own.EDIT:
                self._edit()
            case Own.END:
                self.app.push_screen(
                    Sure(), lambda sure: self._begin(command, commands.end) if sure else None
                )
            case act:
                self._begin(command, act)

    def _begin(self, command: Command, act: Act) -> None:
        meanwhile = commands.meanwhile(self._room, command)
        if not meanwhile:
            # At once, so that what is said next comes after it.
            self._tell(act(self._room))
        elif self._busy:
            self._tell(f"{self._busy}; {command.word} can come after that")
        else:
            self._busy = meanwhile
            self.run_worker(self._carry_out(act))

    async def _carry_out(self, act: Act) -> None:
        self._refresh_head()
        told = ""
        try:
            loop = asyncio.get_running_loop()
            told = await loop.run_in_executor(self._pool, act, self._room)
        except HeldoutError as exc:
            self._complain(exc)
        except OSError as exc:
            self._complain(commands.cannot_keep(self._room, exc))
        finally:
            self._busy = ""
        await self._catch_up()
        self._tell(told)
        if self._room.state.is_finished or self._leaves_after:
            self.app.exit()

    def _edit(self) -> None:
        try:
            command = commands.editor(self._room)
            self._room.lay_out()
            with self.app.suspend():
                commands.open_editor(command)
        except HeldoutError as exc:
            self._complain(exc)
        except SuspendNotSupported:
            paper = terminal.from_here(self._room.paper)
            self._tell(f"no editor can be opened from here; open {paper} in one of yours")
        except OSError as exc:
            fact = f"the editor did not open ({(exc.strerror or str(exc)).lower()})"
            paper = terminal.from_here(self._room.paper)
            self._complain(BadInputError(fact, next_step=f"open {paper} in an editor of yours"))

    def _take_signal(self, number: int, _: object) -> None:
        if self.app.is_headless or sys.stdin.isatty():
            self._loop.call_soon_threadsafe(self._go, number)
            return
        # Without a terminal the framework may wait for ever to write to it, so it is not asked.
        with suppress(OSError):
            self._room.leave()
        die_of(signal.SIGHUP)

    def _go(self, number: int) -> None:
        """Leave by a signal."""
        self.app.exit(number)

    def _tick(self) -> None:
        here = self._here()
        if self._is_over() and here not in self._over:
            self._over.add(here)
            words = f"the time for {self._room.phase.name} is up; /next goes on when you are ready"
            self._add(panels.aside(words))
            self.notify(words, timeout=_TOAST_S, markup=False)
        self._refresh_head()

    def _is_over(self) -> bool:
        return self._room.left_s()[0] <= 0

    def _here(self) -> tuple[int, int]:
        return self._room.state.round, self._room.state.phase

    def _refresh_head(self) -> None:
        if not self.is_mounted:
            return
        width = max(1, self.size.width - 2)
        phase_s, _ = self._room.left_s()
        self.query_one("#title", Static).update(panels.title(self._room, width))
        self.query_one("#phases", Static).update(panels.phases(self._room, width))
        self.query_one("#clock", Static).update(panels.clock(self._room, width))
        self.query_one(Say).border_title = f"… {self._busy}" if self._busy else ""
        self.query_one("#advice", Static).update(terminal.safe(self._room.phase.advice))
        self.query_one("#keys", Static).update(panels.keys(self.size.width))
        needs = "{} columns, {} lines".format(*LEAST_SIZE)
        words = f"make the window larger\n({needs})\n{self._room.phase.name}: {talk.left(phase_s)}"
        self.query_one("#small", Static).update(words)

    async def _catch_up(self) -> None:
        """Show what has happened since it was last looked at."""
        events = self._room.events
        for turn in talk.turns(self._room, events[self._shown :]):
            self._add(panels.turn(turn))
            if not turn.is_known:
                self._turn_to("talk")
        self._shown = len(events)
        if self._place != self._room.state.round:
            self._place = self._room.state.round
            await self._lay_out()
        self._refresh_head()

    async def _lay_out(self) -> None:
        """Show the statement of the round."""
        try:
            text = talk.statement(self._room)
        except OSError as exc:
            text = f"The statement cannot be read: {(exc.strerror or str(exc)).lower()}."
        paper = terminal.safe(str(terminal.from_here(self._room.paper)))
        await self.query_one(Markdown).update(f"{text}\n\n---\n\nYour file: `{paper}`\n")
        self.query_one("#statement", VerticalScroll).scroll_home(animate=False)
        self._turn_to("statement")

    def _turn_to(self, panel: str) -> None:
        self._panel = panel
        if panel == "talk":
            self._unread = 0
        self.set_class(panel == "statement", "-on-statement")
        self.set_class(panel == "talk", "-on-talk")
        self._refresh_titles()

    def _refresh_titles(self) -> None:
        are_both_seen = self.size.width >= _WIDE
        titles = panels.titles(self._panel, self._unread, are_both_seen=are_both_seen)
        self.query_one("#statement").border_title, self.query_one("#talk").border_title = titles

    def _add(self, line: Table) -> None:
        self.query_one("#talk", VerticalScroll).mount(Static(line))
        if self._panel != "talk":
            self._unread += 1
            self._refresh_titles()

    def _tell(self, text: str) -> None:
        if text:
            self._add(panels.aside(text))
            self._turn_to("talk")

    def _complain(self, error: HeldoutError) -> None:
        where = "" if error.where is None else f"{error.where}: "
        words = f"{where}{error.fact}\nnext: {error.next_step}"
        self._add(panels.aside(words))
        self.notify(terminal.safe_lines(words), severity="error", timeout=_TOAST_S, markup=False)
